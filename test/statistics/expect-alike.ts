import { expect } from 'vitest';

/**
 * Compares every number of `expected` with its counterpart, to a relative 1e-9; `actual` may have more. A
 * difference of two numbers may be told from 0 only by the digits of those numbers: hence an absolute
 * 1e-12, too.
 */
export function expectAlike(actual: unknown, expected: unknown, path = 'result'): void {
  if (typeof expected === 'number') {
    const distance = Math.abs((actual as number) - expected);
    const isNear = distance <= 1e-9 * Math.abs(expected) || distance <= 1e-12;
    expect(isNear, `${path}: ${String(actual)} instead of ${expected}`).toBe(true);
  } else if (Array.isArray(expected)) {
    expect((actual as unknown[]).length, path).toBe(expected.length);
    for (const [index, value] of expected.entries()) {
      expectAlike((actual as unknown[])[index], value, `${path}[${index}]`);
    }
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected)) {
      expectAlike((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
}
