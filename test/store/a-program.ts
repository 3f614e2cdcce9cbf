import { createHash } from 'node:crypto';

/** The name of a program. */
export function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}

/** Words that prompts are made of, chosen by a generator that starts alike each time. */
const words =
  'thank you for calling the clinic pharmacy please press one two three appointment refill balance account number street street outage reported water power gas billing agent recording opening hours monday friday closed holiday number again enter confirm transfer department language welcome options repeat main menu'.split(
    ' ',
  );

/** JSON of flows with steps, targets and prompts of many words, of at least so many bytes. */
export function aLongProgram(bytes: number, seed = 1): string {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const prompt = () => Array.from({ length: 8 + random(16) }, () => words[random(words.length)]).join(' ');
  const steps: Record<string, unknown> = {};
  let size = 0;
  for (let step = 0; size < bytes; step++) {
    const target = () => `step${random(step + 50)}`;
    const options = Array.from({ length: 1 + random(5) }, (_, key) => ({
      key: String(key),
      phrases: [prompt()],
      next: target(),
    }));
    const one = { type: 'menu', prompt: [prompt(), prompt()], options, on: { exhausted: target(), else: target() } };
    steps[`step${step}`] = one;
    size += JSON.stringify(one).length;
  }
  return JSON.stringify({ flows: { long: { name: 'long', start: 'step0', steps } } });
}
