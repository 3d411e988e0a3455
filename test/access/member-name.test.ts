import { expect, test } from 'vitest';
import { memberName } from '../../shared/access/member.ts';

const isName = (text: string) => memberName.safeParse(text).success;

test.each([
  ['a name', 'Ann'],
  ['of another direction', 'נועה כהן'],
  ['with a joiner that Persian spells it with', 'می\u200Cنا'],
  ['with a sign of several parts', 'Noa 💆🏽\u200D♀️'],
  ['of 40 characters', 'a'.repeat(40)],
])('somebody may be called by %s', (_, text) => {
  expect(isName(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['what is not seen', '\u200D'],
  ['a joiner at its end', 'Ann\u200D'],
  ['what turns the direction of writing', 'Ann \u202E'],
  ['a blank at its end', 'Ann '],
  ['two lines', 'Ann\nB'],
  ['too much', 'a'.repeat(41)],
])('nobody is called by %s, and the sentence says what it may be', (_, text) => {
  const parsed = memberName.safeParse(text);
  expect(parsed.error?.issues[0]?.message).toBe(
    'expected a name of 1 to 40 characters on one line, without blanks at its ends or characters that nobody sees',
  );
});
