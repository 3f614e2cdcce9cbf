/**
 * The bounds of the interpreter. Each breach has an ordinary, worded outcome (the flow's `onError`, then the end of the
 * call), never a crash. The numbers are chosen far above what a sensible line needs, so that only a loop meets them.
 */
export const limits = {
  /** Steps in one flow. Twilio Studio allows 2,000 widgets; a compiled step is small, so there is room. */
  stepsPerFlowMax: 5_000,
  /** Steps entered in one call. Twilio Studio ends an execution after 1,000. */
  stepsPerCallMax: 1_000,
  /** Steps of a call before the visits of each are counted: until then it cannot have gone in circles for long, and its row stays small. */
  uncountedStepsMax: 50,
  /**
   * Steps whose visits are counted, those entered most. Nine steps of a larger loop stay counted, and one of more than twenty steps
   * is ended by the steps of the call anyway.
   */
  countedStepsMax: 10,
  /** Input steps that a retry can come back to, the latest. */
  retriableInputsMax: 20,
  /** Entries of one step, once they are counted: a menu that a caller comes back to this often is a loop of the flow. */
  visitsPerStepMax: 50,
  /** Steps taken within one event (set, branch): more cannot be a caller's doing, so it is a loop without an exit. */
  stepsPerEventMax: 64,
  /** Length of one call from the offer on, in milliseconds: four hours, above any queue that a caller stays in. */
  callLengthMsMax: 4 * 60 * 60 * 1_000,
  /** Rounds of "press 1 if that is right" in one visit; the choice costs no try, so it needs a bound of its own. */
  confirmRoundsMax: 5,
  /** How often a recognition whose result never came is started anew before the step fails. */
  lostResultsMax: 2,
  /** Characters of one variable: longer than anything that keys or a prompt can use. */
  variableCharactersMax: 1_000,
  /** Characters of all variables of a call together; with the frames they stay below the row's 30,000. */
  variablesCharactersMax: 20_000,
  /** Variables of one flow: more than an author can keep apart. */
  variablesPerFlowMax: 200,
  /** Lists and shapes inside each other: an answer of a service, a list in it, its rows, their parts. */
  typeDepthMax: 4,
  /** Fields of one shape: a row or an answer that a call needs more of is read by something else. */
  fieldsPerShapeMax: 50,
  /** Items of one list: more cannot be offered to a caller, nor looked through by an expression. */
  listItemsMax: 100,
  /** Flows of one program: the line's main flow and what it is made of. */
  flowsPerProgramMax: 100,
  /** Flows running inside each other in one call: a recursion deeper than that has no way back in a caller's mind. */
  framesMax: 10,
  /** Tags of one call: more are no help in a report. */
  tagsMax: 20,
  /** Characters of one tag. */
  tagCharactersMax: 100,
  /** Characters of one answer, as JSON, that a variable can take: half of what all variables may have. */
  answerCharactersMax: 10_000,
  /** Characters of all that one request or row carries, as JSON: what a service takes, and a call's row can hold beside the rest. */
  requestCharactersMax: 32_000,
  /** Characters of a template that is filled in for a request, a row or a number. Longer addresses and keys are refused by what they are for. */
  templateCharactersMax: 16_000,
  /** How long an `http` step may take, in milliseconds: beyond that a caller takes the line for dead. */
  httpTimeoutMsMax: 8_000,
  /** Silence before an `http` step's filler is spoken, in milliseconds. Source: VoiceXML 2.0, fetchaudiodelay practice. */
  fillerAfterMs: 2_000,
  /** How long a clip of unknown length is taken to play, in milliseconds: its end is told by the service, this only when that is lost. */
  unknownClipMs: 60_000,
  /** How long a `wait` may take, in milliseconds: longer waits are a queue, which needs more than a step. */
  waitMsMax: 10 * 60 * 1_000,
  /** Silence that the service listens for at most where it takes speech, in milliseconds. Source: ACS recognize action. */
  speechSilenceMsMax: 20_000,
  /** Characters that one spoken answer keeps. */
  speechCharactersMax: 1_000,
  /** Prompts that say each other by variables: more of them inside of each other are one that comes back to itself. */
  promptDepthMax: 5,
  /** Characters of one rendered prompt. Source: ACS play action, text sources take 4,000. */
  promptCharactersMax: 4_000,
  /** Characters of one expression. */
  expressionCharactersMax: 1_000,
  /** How much longer a Chinese, Japanese or Korean character takes to speak than a Latin letter. */
  wideCharacterWeight: 3,
  /** Speech rate used to foresee the end of a prompt: slow speech, so that the deadline is late rather than early. */
  speechCharactersPerSecondMin: 10,
  /**
   * Milliseconds given to the service, its events and our storage on top of what an operation itself takes. A caller hears a
   * lost event as silence for this long; an event that is later than this finds its operation closed.
   */
  operationSlackMs: 3_000,
  /** How long a call may go on inside `onError` once it was too long: enough for an apology or a transfer. Milliseconds. */
  callLengthGraceMs: 5 * 60 * 1_000,
  /** Hang-ups sent before a call that does not end is given up. */
  hangUpsMax: 3,
} as const;
