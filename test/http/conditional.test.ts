import { describe, expect, it } from 'vitest';
import { conditional } from '../../shared/http/conditional.ts';
import { json } from '../../shared/http/respond.ts';

const ask = (body: unknown, tags?: string, routeKey = 'GET /v1/goals', status = 200) =>
  conditional(json(status, body), { routeKey, headers: tags === undefined ? {} : { 'if-none-match': tags } });
const tagOf = (body: unknown) => ask(body).headers!['etag'] as string;

describe('an answer to whoever polls', () => {
  it('has a tag that changes with what it says and with nothing else', () => {
    expect(tagOf({ a: 1 })).toMatch(/^W\/"[\w-]{22}"$/);
    expect(tagOf({ a: 1 })).toBe(tagOf({ a: 1 }));
    expect(tagOf({ a: 1 })).not.toBe(tagOf({ a: 2 }));
  });

  it('is 304 without a body where its tag is named, weak or not, among others or by *', () => {
    const tag = tagOf({ a: 1 });
    for (const tags of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
      expect(ask({ a: 1 }, tags)).toEqual({ statusCode: 304, headers: { etag: tag } });
    }
    expect(ask({ a: 2 }, tag)).toMatchObject({ statusCode: 200, body: '{"a":2}' });
  });

  it('has none where something was written or refused', () => {
    for (const answer of [ask({}, '*', 'PUT /v1/goals/{id}'), ask({}, '*', 'GET /v1/goals', 404)]) {
      expect(answer.headers).not.toHaveProperty('etag');
      expect(answer.body).toBe('{}');
    }
  });
});
