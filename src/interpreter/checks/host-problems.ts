import type { Program } from '../program.ts';
import type { Finding } from './finding.ts';

/** Whether the app may send requests to an address: its list of hosts, which no flow knows. */
export type AllowsUrl = (url: URL) => boolean;

/** The `http` steps whose requests the app would refuse. */
export function hostProblems(program: Program, isAllowed: AllowsUrl): Finding[] {
  return [...program.flows].flatMap(
    ([
      flow,
      {
        flow: { steps },
      },
    ]) =>
      Object.entries(steps).flatMap(([name, step]) => {
        if (step.type !== 'http') return [];
        // The address as far as it is fixed: what is filled in is no part of the host.
        const url = URL.parse(step.url.replace(/\{\{.*/s, ''));
        if (url !== null && isAllowed(url)) return [];
        return [
          {
            severity: 'error' as const,
            code: 'host-not-allowed' as const,
            flow,
            path: ['steps', name, 'url'],
            message: `The app may not send requests to ${url?.origin ?? 'this address'}.`,
            advice: adviseHost(url),
          },
        ];
      }),
  );
}

/** A host that stands in the list without a scheme is allowed over https only. */
function adviseHost(url: URL | null): string {
  return url?.protocol === 'http:'
    ? `Write ${url.origin} into HTTP_ALLOWED_HOSTS of the app: plain http needs http:// in the list. Or correct the address.`
    : 'Add the host to HTTP_ALLOWED_HOSTS of the app, or correct the address.';
}
