import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { checkedLookup, type Resolve } from './checked-lookup.ts';
import { connectionLimits } from './data-source-limits.ts';
import type { Reach } from './reachable-address.ts';

/** What connections are made with. */
export interface AgentsOptions {
  readonly resolve: Resolve;
  /** Certificates that are trusted instead of the well-known ones, as PEM. */
  readonly certificateAuthority?: string | undefined;
}

/** What a connection must be like. */
export interface ConnectionKind {
  readonly scheme: 'https' | 'http';
  readonly reach: Reach;
  /** Whether it may have served before: only for requests that may be sent again, see `exchange`. */
  readonly reused: boolean;
}

/** Gives the agent of a kind, always the same, so that connections can be kept. Idle ones do not keep the process alive. */
export type Agents = (kind: ConnectionKind) => HttpAgent;

/** The agents of an app: bounded in their connections, each bound to its reach, blind to proxies and to variables that turn checks off. */
export function createAgents(options: AgentsOptions): Agents {
  const agents = new Map<string, HttpAgent>();
  return (kind) => {
    const name = `${kind.scheme}/${kind.reach}/${kind.reused}`;
    const agent = agents.get(name) ?? createAgent(kind, options);
    agents.set(name, agent);
    return agent;
  };
}

function createAgent({ scheme, reach, reused }: ConnectionKind, options: AgentsOptions): HttpAgent {
  const settings = {
    lookup: checkedLookup(options.resolve, reach),
    keepAlive: reused,
    maxSockets: connectionLimits.socketsPerHostMax,
    maxTotalSockets: connectionLimits.socketsMax,
    maxFreeSockets: connectionLimits.idleSocketsPerHostMax,
    timeout: connectionLimits.idleMsMax,
  };
  if (scheme === 'http') return new HttpAgent(settings);
  const { certificateAuthority } = options;
  // Said aloud, since NODE_TLS_REJECT_UNAUTHORIZED=0 would else turn it off.
  const tls = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
  return new HttpsAgent({
    ...settings,
    ...tls,
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
  });
}
