import type { Refusal } from '../records/refusal.ts';

/** What a cell stands for, or why it stands for nothing. */
export type Read<T> = { value: T } | { problem: Pick<Refusal, 'code' | 'message'> };

export function problem(code: string, message: string): { problem: Pick<Refusal, 'code' | 'message'> } {
  return { problem: { code, message } };
}
