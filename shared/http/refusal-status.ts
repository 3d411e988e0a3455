import { PROBLEM_TYPES, type ProblemType } from './problem-types.ts';

const PROBLEM_OF_REFUSAL: Readonly<Record<string, ProblemType>> = {
  conflict: 'contradiction',
  erased: 'erased',
  forbidden: 'not-permitted',
  'not-in-care': 'not-in-care',
  'unknown-client': 'unknown-client',
};

/** A refused record's problem: what contradicts what is held is told from what is wrong in itself. */
export function problemOfRefusal(code: string): ProblemType {
  return (
    PROBLEM_OF_REFUSAL[code] ??
    (/^(move|merge)\.|\.other-client$/.test(code) ? 'contradiction' : 'invalid-record')
  );
}

/** A refused record's status. */
export function statusOfRefusal(code: string): number {
  return PROBLEM_TYPES[problemOfRefusal(code)].status;
}
