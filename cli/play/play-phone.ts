import type { CommandIo } from '../command.ts';
import type { TranscriptLine } from '../dialogue/transcript.ts';
import type { PlaySession } from './play-session.ts';
import { phoneHelp, readLine } from './read-line.ts';

/** Tells what somebody at the text phone hears and sees. */
export type Tell = (text: string) => void;

/** Plays a call at the speed of whoever types: time passes only where the line needs it. */
export async function playStepwise(session: PlaySession, io: CommandIo, tell: Tell): Promise<void> {
  const goOn = () => {
    session.goOn();
    tellNews(session, tell);
    if (!session.isOver) tell(`  ${session.turn}`);
  };
  goOn();
  for await (const line of io.lines()) {
    if (session.isOver) return;
    echo(line, io, tell);
    take(session, line, tell);
    goOn();
    if (session.isOver) return;
    if (session.isFull) break;
  }
  leave(session, tell);
}

/** Plays a call at the speed of life. */
export async function playTimed(session: PlaySession, io: CommandIo, tell: Tell): Promise<void> {
  const startedAtMs = io.nowMs();
  const lines = io.lines()[Symbol.asyncIterator]();
  let typed = lines.next();
  while (!session.isOver && !session.isFull) {
    tellNews(session, tell);
    const line = await Promise.race([typed, nextHappening(session, io, startedAtMs)]);
    session.goOnUntil(io.nowMs() - startedAtMs);
    if (line === undefined || session.isOver) continue;
    if (line.done === true) break;
    echo(line.value, io, tell);
    take(session, line.value, tell);
    typed = lines.next();
  }
  // Whatever is typed from here on is for nobody; whether the source of it has heard of that is not awaited.
  void lines.return?.();
  if (!session.isOver) leave(session, tell);
  tellNews(session, tell);
}

/** Resolves when something happens by itself; where nothing does, after a while, since it costs nothing to look again. */
async function nextHappening(session: PlaySession, io: CommandIo, startedAtMs: number): Promise<undefined> {
  const dueMs = session.nextAfterMs ?? session.afterMs + idleMs;
  await io.sleep(Math.max(1, Math.min(idleMs, startedAtMs + dueMs - io.nowMs())));
}

/** How long is slept at most, in milliseconds. */
const idleMs = 1_000;

/** Without it, what the caller did would be missing from what is kept of a call with piped input. */
function echo(line: string, { isTyped }: CommandIo, tell: Tell): void {
  if (!isTyped) tell(`> ${line}`);
}

function take(session: PlaySession, line: string, tell: Tell): void {
  const read = readLine(line, session);
  if (read.type === 'help') tell(phoneHelp);
  if (read.type === 'unknown') tell('  (not understood; "help" shows what can be typed)');
  if (read.type === 'mistyped') tell(`  (${read.explanation})`);
  const refusal = read.type === 'turn' ? session.act(read.turn) : undefined;
  if (refusal !== undefined) tell(`  (${refusal})`);
}

/** Nobody types any more, or the dialogue is full: the caller hangs up, and what the flow still does is done. */
function leave(session: PlaySession, tell: Tell): void {
  if (session.isFull) tell('  (this call is as long as a dialogue can be; the caller hangs up)');
  session.act({ hangUp: true });
  session.goOn();
  tellNews(session, tell);
}

function tellNews(session: PlaySession, tell: Tell): void {
  for (const line of session.news()) if (line.who !== 'caller') tell(wordLine(line));
}

function wordLine({ who, what }: TranscriptLine): string {
  return who === 'flow' ? `    . ${what}` : `${who}: ${what}`;
}
