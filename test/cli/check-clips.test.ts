import { describe, expect, it } from 'vitest';
import { aWav } from '../clips/a-clip.ts';
import { aClosedPort, aServer } from '../data-source/a-server.ts';
import { shop, shopFiles } from './a-line-folder.ts';
import { aFolder, runAt } from './a-terminal.ts';

/** A line that plays a clip, and what a check of it says where its clips are kept elsewhere. */
async function checked(clip: string, clipsBaseUrl: string, argv: readonly string[] = ['--clips']) {
  const hours = { ...shop.steps.hours, prompt: { text: 'We open at nine.', clip } };
  const flow = { ...shop, steps: { ...shop.steps, hours } };
  const directory = aFolder(shopFiles({ 'src/flows/shop.flow.json': flow }));
  return runAt({ directory, isTyped: false, clipsElsewhere: true, clipsBaseUrl }, ['check', ...argv], []);
}

/** A place of clips that has a clip, a text that calls itself one, and a WAV under the name of an MP3. */
async function aClipHost(): Promise<string> {
  const found: Readonly<Record<string, Buffer>> = {
    '/clips/right.wav': aWav(),
    '/clips/text.wav': Buffer.from('This is a text.'),
    '/clips/misnamed.mp3': aWav(),
  };
  const server = await aServer((response, { url }) => {
    const bytes = found[url];
    if (bytes === undefined) response.writeHead(404).end();
    else response.end(bytes);
  });
  return `http://127.0.0.1:${server.port}/clips/`;
}

describe('clips that are kept elsewhere', () => {
  it('are taken to be right unless they are asked for', async () => {
    const { code, out } = await checked('none.wav', await aClipHost(), []);
    expect([code, out]).toEqual([0, 'Nothing is wrong.']);
  });

  it('are fetched and looked at, when they are', async () => {
    expect(await checked('right.wav', await aClipHost())).toMatchObject({ code: 0, out: 'Nothing is wrong.' });
  });

  it('are looked for in routes as well', async () => {
    const hours = { ...shop.steps.hours, prompt: '{{ greeting }}' };
    const flow = { ...shop, inputs: { greeting: { type: 'prompt' } }, steps: { ...shop.steps, hours } };
    const linedUp = async (clip: string) => {
      const greeting = { text: 'We open at nine.', clip };
      const routes = { routes: [{ to: '+14255550100', flow: 'shop', with: { greeting } }] };
      const files = { 'src/flows/shop.flow.json': flow, 'src/flows/routes.json': routes };
      const io = { directory: aFolder(shopFiles(files)), isTyped: false, clipsElsewhere: true };
      return runAt({ ...io, clipsBaseUrl: await aClipHost() }, ['check', '--clips'], []);
    };
    expect((await linedUp('right.wav')).out).toBe('Nothing is wrong.');
    expect((await linedUp('none.wav')).out).toContain('the answer was 404');
  });

  it.each([
    ['none.wav', 'the answer was 404'],
    ['text.wav', 'The file is neither WAV nor MP3.'],
    ['misnamed.mp3', 'WAV'],
  ])('are a problem where they are none: %s', async (clip, words) => {
    const { code, out } = await checked(clip, await aClipHost());
    expect(code).toBe(1);
    expect(out).toContain(`src/flows/clips/${clip}:1:1: `);
    expect(out).toContain(words);
    expect(out).toMatch(/\(clip\)\n1 problem, 0 warnings\.$/);
  });

  it('are a problem where nobody is there', async () => {
    const { code, out } = await checked('right.wav', `http://127.0.0.1:${await aClosedPort()}`);
    expect(code).toBe(1);
    expect(out).toContain('ECONNREFUSED');
  });

  it('cannot be asked for where nobody says where they are', async () => {
    const { code, error } = await checked('right.wav', '');
    expect(code).toBe(2);
    expect(error).toContain('--clips: CLIPS_BASE_URL is not set.');
  });
});
