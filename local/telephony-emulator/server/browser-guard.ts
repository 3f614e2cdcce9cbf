import type { MiddlewareHandler } from 'hono';

/** What of a request tells whether another site's page sent it. */
export interface RequestOrigin {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The header Sec-Fetch-Site. */
  readonly fetchSite: string | undefined;
}

/**
 * True when the request is addressed to the emulator by a name of its own (else a page could reach it by DNS rebinding) and
 * does not come from another site's page (else a page could place calls and press keys). What is no browser sends neither header.
 */
export function isOwnRequest({ host, origin, fetchSite }: RequestOrigin, allowedHosts: readonly string[]): boolean {
  if (host === undefined || !allowedHosts.includes(host.toLowerCase())) return false;
  if (origin !== undefined && !allowedHosts.some((own) => origin.toLowerCase() === `http://${own}`)) return false;
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
}

/** Refuses with 403 what {@link isOwnRequest} does not let through. */
export function browserGuard(allowedHosts: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const request = {
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      fetchSite: c.req.header('sec-fetch-site'),
    };
    if (isOwnRequest(request, allowedHosts)) return next();
    return c.json(
      { error: { code: 'Forbidden', message: 'Requests from other sites or to other hosts are refused.' } },
      403,
    );
  };
}
