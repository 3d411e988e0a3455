import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, parseRecord } from '../../../shared/records/record.ts';
import { contentOf, heldFactOf } from '../../../shared/records/versions/content.ts';
import { contractExamples } from '../contract-examples.ts';

const { session, painScore, goal, measurement, consent } = contractExamples();
const examples = { session, painScore, goal, measurement, consent };
const facts = Object.values(examples);

function factOf(input: unknown): Fact {
  const parsed = parseRecord(input);
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record as Fact;
}

/** The same value with the fields of every object in an order that the numbers decide. */
function reordered(value: unknown, order: () => number): unknown {
  if (Array.isArray(value)) return value.map((entry) => reordered(entry, order));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, entry]) => ({ name, entry, rank: order() }));
  return Object.fromEntries(
    fields.toSorted((a, b) => a.rank - b.rank).map(({ name, entry }) => [name, reordered(entry, order)]),
  );
}

describe('contentOf', () => {
  test.each(facts.map((fact) => [fact.type, fact] as const))(
    'gives a %s the same text whatever the order of its fields',
    (_type, example) => {
      const content = contentOf(factOf(example));
      fc.assert(
        fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (ranks) => {
          const shuffled = reordered(example, () => ranks.next().value as number);
          expect(contentOf(factOf(shuffled))).toBe(content);
        }),
      );
    },
  );

  test('is the same for another spelling of the same content', () => {
    const written = { ...examples.painScore, at: '2026-08-04T17:00:00.500Z', pain: -0, window: undefined };
    const { window: _window, ...spelled } = { ...written, at: '2026-08-04T17:00:00.5+00:00', pain: 0 };
    expect(contentOf(factOf(JSON.parse(JSON.stringify(written))))).toBe(contentOf(factOf(spelled)));
    expect(contentOf(factOf(written))).toBe(contentOf(factOf(spelled)));
  });

  test('is another for any change, an offset included', () => {
    const content = contentOf(factOf(examples.painScore));
    expect(contentOf(factOf({ ...examples.painScore, pain: 4 }))).not.toBe(content);
    expect(contentOf(factOf({ ...examples.painScore, at: '2026-08-04T17:00:00Z' }))).not.toBe(content);
    expect(contentOf(factOf({ ...examples.painScore, scoreId: 'p-78' }))).not.toBe(content);
  });

  test('names neither clinic nor client, not even in a consent', () => {
    for (const fact of facts) {
      expect(contentOf(factOf(fact))).not.toMatch(/clinicId|clientId|riverside|c-001/);
    }
    expect(contentOf(factOf(examples.consent))).toBe(
      '{"type":"consent","partnerReports":true,"recordedAt":"2026-08-03T11:25:00-05:00"}',
    );
  });
});

describe('heldFactOf', () => {
  test('gives back what was held', () => {
    for (const fact of facts) {
      const { clinicId: _clinic, clientId: _client, ...held } = factOf(fact);
      expect(heldFactOf(contentOf(factOf(fact)))).toEqual(held);
    }
  });

  test.each(['null', '7', '{}', '{"type":"deletion"}', '{"sessions":[]}'])('refuses %s', (content) => {
    expect(() => heldFactOf(content)).toThrow(TypeError);
  });
});
