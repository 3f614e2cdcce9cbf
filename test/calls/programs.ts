import { parseFlow } from '../../src/interpreter/parse-flow.ts';
import type { Program } from '../../src/interpreter/program.ts';

/** The number of the line. */
export const lineNumber = '+14255550100';
/** The number that the line's own flow transfers to. */
export const deskNumber = '+14255550102';
/** The number for calls that the flow cannot go on with. */
export const fallbackNumber = '+14255550103';

/** A program of these steps, begun at the first; `bye`, `left` and `sorry` end the call, the second after a hang-up. */
export function aProgram(steps: Record<string, unknown>, parts: object = {}): Program {
  const [start] = Object.keys(steps);
  const flow = {
    name: 'line',
    language: 'en-US',
    start,
    operator: { none: 'A test has nobody.' },
    onError: 'sorry',
    onHangUp: 'left',
    ...parts,
    steps: {
      ...steps,
      bye: { type: 'hangUp', disposition: 'served' },
      left: { type: 'hangUp', disposition: 'left' },
      sorry: { type: 'hangUp', disposition: 'sorry' },
    },
  };
  const parsed = parseFlow(flow, 'line-hash');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, undefined, 1));
  return parsed.value;
}

/** Speaks one sentence, of one second in the reckoning of deadlines, and hangs up. */
export const speaks = aProgram({ greet: { type: 'play', prompt: 'Good day..', next: 'bye' } });

/** Hands the caller over at once. */
export const transfers = aProgram({ desk: { type: 'transfer', to: deskNumber, on: { failed: 'sorry' } } });

/** Hangs up as soon as the call is connected. */
export const hangsUp = aProgram({ now: { type: 'hangUp', disposition: 'served' } });

/** Speaks twice, so that the second prompt has a token of its own. */
export const speaksTwice = aProgram({
  greet: { type: 'play', prompt: 'Good day.', next: 'more' },
  more: { type: 'play', prompt: 'And more.', next: 'bye' },
});

const request = { type: 'http', url: 'https://api.example.org/orders', timeoutMs: 4_000, next: 'bye' };

/** Reads from a service, which may be asked again; a filler is spoken after two seconds. */
export const reads = aProgram({
  ask: { ...request, filler: 'One moment.', on: { timeout: 'slow' } },
  slow: aHangUp('slow'),
});

/** Orders at a service, which may be asked but once. */
export const orders = aProgram({
  ask: { ...request, method: 'POST', on: { uncertain: 'unsure' } },
  unsure: aHangUp('unsure'),
});

/** Writes down that somebody called, and hangs up. */
export const saves = aProgram({
  ask: {
    type: 'save',
    table: 'calls',
    rowKey: '{{ call.to }}',
    mode: 'increment',
    values: { count: 1 },
    next: 'bye',
    on: { uncertain: 'unsure' },
  },
  unsure: aHangUp('unsure'),
});

/** Waits for a while, and hangs up. */
export const waits = aProgram({ pause: { type: 'wait', forMs: 10_000, next: 'bye' } });

function aHangUp(disposition: string): object {
  return { type: 'hangUp', disposition };
}
