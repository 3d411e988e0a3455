/** Something failed on the way. Its message is a sentence; a stack trace would not help. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
