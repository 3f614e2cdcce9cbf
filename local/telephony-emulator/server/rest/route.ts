/** An operation of the service that a request asks for. */
export type Route =
  | { readonly operation: 'answer' | 'reject' | 'redirect' }
  | {
      readonly operation:
        | 'properties'
        | 'hangUp'
        | 'terminate'
        | 'play'
        | 'recognize'
        | 'cancelAllMediaOperations'
        | 'transferToParticipant'
        | 'listParticipants';
      readonly callConnectionId: string;
    }
  | { readonly operation: 'getParticipant'; readonly callConnectionId: string; readonly rawId: string }
  /** An operation of the real service's that is not emulated. */
  | { readonly operation: 'unsupported'; readonly name: string };

const CONNECTIONS = '/calling/callConnections';
const OFFER_ACTIONS = ['answer', 'reject', 'redirect'] as const;
const CALL_ACTIONS = ['terminate', 'play', 'recognize', 'cancelAllMediaOperations', 'transferToParticipant'] as const;

/** The operation behind a method and a path, or undefined when the service has none there. */
export function routeOf(method: string, path: string): Route | undefined {
  if (path.startsWith('/calling/recordings')) return { operation: 'unsupported', name: 'recordings' };
  if (!path.startsWith(CONNECTIONS)) return undefined;
  const rest = path.slice(CONNECTIONS.length);
  if (rest === '') return method === 'POST' ? { operation: 'unsupported', name: 'createCall' } : undefined;
  if (rest.startsWith(':')) return method === 'POST' ? offerRoute(rest.slice(1)) : undefined;
  return rest.startsWith('/') ? connectionRoute(method, rest.slice(1)) : undefined;
}

function offerRoute(action: string): Route {
  const known = OFFER_ACTIONS.find((name) => name === action);
  return known === undefined ? { operation: 'unsupported', name: action } : { operation: known };
}

function connectionRoute(method: string, rest: string): Route | undefined {
  const { id, action, participants } =
    /^(?<id>[^/:]+)(?::(?<action>\w+)|\/participants(?<participants>.*))?$/.exec(rest)?.groups ?? {};
  if (id === undefined) return undefined;
  const callConnectionId = decoded(id);
  if (participants !== undefined) return participantsRoute(method, callConnectionId, participants);
  if (action !== undefined) return method === 'POST' ? actionRoute(callConnectionId, action) : undefined;
  if (method === 'GET') return { operation: 'properties', callConnectionId };
  return method === 'DELETE' ? { operation: 'hangUp', callConnectionId } : undefined;
}

function actionRoute(callConnectionId: string, action: string): Route {
  const known = CALL_ACTIONS.find((name) => name === action);
  return known === undefined ? { operation: 'unsupported', name: action } : { operation: known, callConnectionId };
}

function participantsRoute(method: string, callConnectionId: string, rest: string): Route | undefined {
  if (rest.startsWith(':')) return { operation: 'unsupported', name: `participants${rest}` };
  if (method !== 'GET') return undefined;
  if (rest === '') return { operation: 'listParticipants', callConnectionId };
  return rest.startsWith('/')
    ? { operation: 'getParticipant', callConnectionId, rawId: decoded(rest.slice(1)) }
    : undefined;
}

/** A malformed escape names nothing that exists; it is left as it is and not found. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
