import { expect, test } from 'vitest';
import { isCodeOf, newSecret, oneTimeCode } from '../../../infra/local/gateway/one-time-codes.ts';

/** RFC 6238, appendix B: the secret "12345678901234567890", of whose eight digits the last six count here. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('at %i seconds the code is %s', (seconds, code) => {
  expect(oneTimeCode(SECRET, seconds * 1000)).toBe(code);
  expect(isCodeOf(SECRET, code, (seconds + 30) * 1000)).toBe(true);
  expect(isCodeOf(SECRET, code, (seconds + 90) * 1000)).toBe(false);
});

test('secrets are new each time', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(secret);
});
