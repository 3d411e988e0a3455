import { DomainError } from './errors.ts';

/**
 * One JSON line an event, for CloudWatch and for people. Messages are static; fields are ids of requests,
 * counts and codes. Never a body, a score, a client id or a pseudonym.
 */
export type Log = {
  info(message: string, fields?: LogFields): void;
  error(message: string, error: unknown, fields?: LogFields): void;
};
type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export function createLog(functionName: string, write: (line: string) => void = writeLine): Log {
  const emit = (level: string, message: string, fields: object) =>
    write(JSON.stringify({ level, message, functionName, ...fields }));
  return {
    info: (message, fields = {}) => emit('INFO', message, fields),
    error: (message, error, fields = {}) => emit('ERROR', message, { ...fields, ...describe(error) }),
  };
}

/** Names the error, what it began with and where it arose. Its text may quote data, so it is kept only for errors of our own. */
function describe(error: unknown): object {
  const began = firstCause(error);
  const cause = began === error ? {} : { cause: nameOf(began) };
  if (error instanceof DomainError) return { code: error.code, reason: error.message, ...cause };
  const stack = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return {
    code: 'unexpected',
    errorType: nameOf(error),
    ...cause,
    stack: stack?.slice(0, 6).map((line) => line.trim()),
  };
}

const LONGEST_CHAIN = 10;

/** What errors began with that were thrown because of each other: a service's refusal behind words of ours is counted by its name. */
function firstCause(error: unknown): unknown {
  let first = error;
  for (let step = 0; step < LONGEST_CHAIN && first instanceof Error && first.cause; step++)
    first = first.cause;
  return first;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
