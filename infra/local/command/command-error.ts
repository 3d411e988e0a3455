/** The command line was wrong: nothing was started. Its message is a sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something failed on the way. Its message is a sentence; a stack trace would not help. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
