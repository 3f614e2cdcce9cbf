import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { closeServer, listen } from '../../local/telephony-emulator/server/http-server.ts';

/** A request as it was on the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * What happens to requests: passed on; answered here; cut off with or without having been passed on first; or never
 * answered.
 */
export type Fault =
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: object;
    }
  | { readonly type: 'cutBefore' | 'cutAfter' | 'silence' };

/** Stands between the SDK and the emulator: keeps what it sees, and breaks what it is told to. */
export interface TelephonyProxy {
  /** `name:port` of the address that the SDK is given. */
  readonly host: string;
  /** Requests to Call Automation in the order of their arrival. */
  readonly seen: readonly WireRequest[];
  /** Passes requests on to this address. */
  target(url: string): void;
  /** What becomes of every request until told otherwise; undefined passes on. */
  fault(fault: Fault | undefined): void;
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function aTelephonyProxy(): Promise<TelephonyProxy> {
  const seen: WireRequest[] = [];
  let targetUrl = '';
  let fault: Fault | undefined;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    switch (fault?.type) {
      case 'silence':
        return;
      case 'cutBefore':
        request.socket.destroy();
        return;
      case 'answer':
        response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
        response.end(JSON.stringify(fault.body ?? {}));
        return;
      case 'cutAfter':
        passOn({ targetUrl, request, body }, () => request.socket.destroy());
        return;
      default:
        passOn({ targetUrl, request, body }, (answer) => relay(answer, response));
    }
  });
  const port = await listen(server, 0, '127.0.0.1');
  return {
    host: `127.0.0.1:${port}`,
    seen,
    target: (url) => {
      targetUrl = url;
    },
    fault: (chosen) => {
      fault = chosen;
    },
    close: () => closeServer(server),
  };
}

interface Passing {
  readonly targetUrl: string;
  readonly request: IncomingMessage;
  readonly body: string;
}

/** Headers go on as they are, the host among them, since they are what the signature is made of. */
function passOn({ targetUrl, request, body }: Passing, use: (answer: IncomingMessage) => void): void {
  const { method, headers, url = '' } = request;
  const onward = send(new URL(url, targetUrl), { headers, ...(method === undefined ? {} : { method }) }, (answer) => {
    if (answer.statusCode === undefined) throw new Error('An answer has a status.');
    use(answer);
  });
  onward.end(body);
}

function relay(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 0, answer.headers);
  answer.pipe(response);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
