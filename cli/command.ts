import type { Refusal } from './refusal.ts';

/** 0: all is well; 1: something was found, or a dialogue failed; 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2;

/** What a command has of the world, so that tests can give it another. */
export interface CommandIo {
  /** Where paths begin. Absolute. */
  readonly directory: string;
  /** Whether CLIPS_BASE_URL says that the clips of the flows are kept elsewhere, as it says to the app. Default false. */
  readonly clipsElsewhere?: boolean;
  /** What CLIPS_BASE_URL says, for those who look at what lies there. */
  readonly clipsBaseUrl?: string | undefined;
  /** The hosts that HTTP_ALLOWED_HOSTS names, as it names them to the app; absent or empty where it is not set. */
  readonly allowedHosts?: string | undefined;
  /** Writes one line or several to the output. */
  out(text: string): void;
  /** Writes one line or several to where errors go. */
  error(text: string): void;
  /** Whether what is typed is seen as it is typed: at a terminal, not where it is piped in. */
  readonly isTyped: boolean;
  /** What is typed or piped in, line by line. */
  lines(): AsyncIterable<string>;
  /** Milliseconds of a clock that never goes back, for what is measured. */
  nowMs(): number;
  /** Waits; for calls on the real clock. Milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** One command of `npm run flows`. */
export interface FlowsCommand {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help. */
  readonly help: string;
  /** Carries the command out, or says why not. `argv`: what stands behind its name. */
  run(argv: readonly string[], io: CommandIo): CommandEnd | Promise<CommandEnd>;
}

/** How a command ends. */
export type CommandEnd = ExitCode | Refusal;
