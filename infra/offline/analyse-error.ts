import { UsageError } from '../command-line/usage-error.ts';

/** Nothing can be analysed as asked. Its message is a sentence for the person who asked. */
export class AnalyseError extends UsageError {}
