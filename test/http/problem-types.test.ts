import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  PROBLEM_TYPES,
  type ProblemType,
  problemTypeOf,
  problemUri,
} from '../../shared/http/problem-types.ts';
import { problemOfRefusal, statusOfRefusal } from '../../shared/http/refusal-status.ts';
import { problem } from '../../shared/http/respond.ts';
import { problemPage } from '../../shared/site/problem-page.ts';

const types = Object.keys(PROBLEM_TYPES) as ProblemType[];

describe('problem types', () => {
  it.each(types)('%s is answered as RFC 9457 has it, under an address that leads to its page', (type) => {
    const refusals = [{ code: 'out-of-range', path: 'painBefore', message: 'expected 0 to 10' }];
    const { statusCode, headers, body } = problem(type, {
      code: 'out-of-range',
      detail: 'a sentence',
      refusals,
    });
    const { status, title } = PROBLEM_TYPES[type];
    expect(JSON.parse(body!)).toEqual({
      ...{ type: `/v1/problems/${type}`, title, status, detail: 'a sentence' },
      ...{ code: 'out-of-range', refusals },
    });
    expect(headers!['content-type']).toMatch(/^application\/problem\+json/);
    expect(statusCode).toBe(status);
    expect(problemTypeOf(problemUri(type).split('/').at(-1))).toBe(type);
    expect(problemPage(type)).toContain(`<h1>${title}</h1>`);
  });

  it.each(['toString', '', 'busy ', undefined])('there is none called %j', (name) => {
    expect(problemTypeOf(name)).toBeUndefined();
  });

  it('are all told in the documentation, with their status', async () => {
    const text = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8');
    const told = [...text.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, type, status]) => [
      type,
      Number(status),
    ]);
    expect(told).toEqual(types.map((type) => [type, PROBLEM_TYPES[type].status]));
  });

  it.each([
    ['conflict', 'contradiction', 409],
    ['session.other-client', 'contradiction', 409],
    ['move.unknown', 'contradiction', 409],
    ['erased', 'erased', 409],
    ['not-in-care', 'not-in-care', 403],
    ['unknown-client', 'unknown-client', 404],
    ['out-of-range', 'invalid-record', 400],
  ] as const)('a record refused with %s is %s', (code, type, status) => {
    expect(problemOfRefusal(code)).toBe(type);
    expect(statusOfRefusal(code)).toBe(status);
  });
});
