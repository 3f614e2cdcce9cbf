import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFlows } from '../../cli/flows.ts';
import { createFlowWatch, type FlowWatch } from '../../local/start/watch-flows.ts';
import { editJson } from './edit-json.ts';

const flows = fileURLToPath(new URL('../../src/flows', import.meta.url));

/** A fence of a page with its text. */
const fence = /^```([^\n]*)\n([\s\S]*?)^```$/gm;

/** What a command seems to take, in milliseconds: the page must not differ from one machine to the next. */
const commandMs = 20;

/**
 * Follows a tutorial in a temporary directory that has the project's flows, and returns the page with what its commands really
 * print. In the order of the page:
 * - `console`: runs the lines that begin with `$`, each `npm run flows -- ...`, with or without `printf '...' |` before it;
 *   `console 9` shows nine lines of what each prints at most, and then `...`;
 * - `json file <path>`: writes the file;
 * - `json edit <path> <place>`: puts the properties shown into the object at that place of the file (`.` for the whole,
 *   `steps.ask` for what stands there, `0` for the first of a list);
 * - `text watch`: what `npm start` says of the edits before it.
 */
export async function withRealOutputs(page: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'tutorial-'));
  try {
    cpSync(flows, join(directory, 'src/flows'), {
      recursive: true,
      filter: (file) => basename(file) !== `${ownFlow}.flow.json`,
    });
    forgetRoute(join(directory, 'src/flows/routes.json'));
    const reader = new Reader(directory);
    let followed = '';
    let position = 0;
    for (const match of page.matchAll(fence)) {
      const [whole, kind = '', text = ''] = match;
      followed += page.slice(position, match.index);
      followed += `\`\`\`${kind}\n${await reader.follow(kind.trim(), text)}\`\`\``;
      position = match.index + whole.length;
    }
    return followed + page.slice(position);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The flow that the page makes: whoever has followed it has it already. */
const ownFlow = 'workshop';

function forgetRoute(file: string): void {
  const { routes }: { routes: { flow: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ routes: routes.filter(({ flow }) => flow !== ownFlow) }));
}

/** Somebody who does what the page says. */
class Reader {
  readonly #directory: string;
  readonly #watch: FlowWatch;
  #watched: string[] = [];
  #atMs = 0;

  constructor(directory: string) {
    this.#directory = directory;
    const place = { directory: join(directory, 'src/flows'), clipsElsewhere: false };
    this.#watch = createFlowWatch(place, (line) => this.#watched.push(line));
  }

  /** Does what one fence says; returns the text that it should have. */
  async follow(kind: string, text: string): Promise<string> {
    const [what, how, path = '', place = ''] = kind.split(' ');
    if (what === 'console') return this.#runAll(text, how === undefined ? Number.POSITIVE_INFINITY : Number(how));
    if (what === 'json' && how === 'file') this.#write(path, text);
    if (what === 'json' && how === 'edit') this.#write(path, editJson(this.#read(path), placeOf(place), text));
    return what === 'text' && how === 'watch' ? this.#look() : text;
  }

  async #runAll(text: string, linesMax: number): Promise<string> {
    const commands = text.split('\n').filter((line) => line.startsWith('$ '));
    let shown = '';
    for (const command of commands) {
      const printed = shortened(await this.#run(command.slice(2)), linesMax);
      shown += `${shown === '' ? '' : '\n'}${command}\n${printed}`;
    }
    return shown;
  }

  async #run(command: string): Promise<string> {
    const [, , typed = '', words] = /^(printf '([^']*)' \| )?npm run flows -- (.+)$/.exec(command) ?? [];
    if (words === undefined) throw new Error(`The tutorial runs something that is not of the project: ${command}`);
    let printed = '';
    const print = (line: string) => {
      printed += `${line}\n`;
    };
    await runFlows(words.split(' '), {
      directory: this.#directory,
      out: print,
      error: print,
      isTyped: false,
      lines: () => typedLines(typed),
      nowMs: () => {
        this.#atMs += commandMs;
        return this.#atMs;
      },
      sleep: async () => {},
    });
    return printed;
  }

  /** A first look has what came before it; edits are told when two looks agree. */
  #look(): string {
    this.#watched = [];
    this.#watch.look();
    this.#watch.look();
    return `${this.#watched.join('\n').replaceAll(/\S*(?=src\/flows\/)/g, '')}\n`;
  }

  #read(path: string): string {
    return readFileSync(join(this.#directory, path), 'utf8');
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#directory, path)), { recursive: true });
    writeFileSync(join(this.#directory, path), text);
  }
}

function placeOf(place: string): (string | number)[] {
  if (place === '.') return [];
  return place.split('.').map((key) => (/^[0-9]+$/.test(key) ? Number(key) : key));
}

function shortened(printed: string, linesMax: number): string {
  const lines = printed.split('\n').slice(0, -1);
  return lines.length <= linesMax ? printed : `${lines.slice(0, linesMax).join('\n')}\n...\n`;
}

async function* typedLines(typed: string): AsyncIterable<string> {
  for (const line of typed.split('\\n')) if (line !== '') yield line;
}
