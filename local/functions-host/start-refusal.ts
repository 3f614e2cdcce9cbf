/**
 * The app, its host.json or its settings cannot be run here. The message is a sentence for the person at the terminal;
 * the entry prints it without a stack and exits with code 1.
 */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}
