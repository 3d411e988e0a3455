import { describe, expect, it } from 'vitest';
import { filterCriteria, filterPattern } from '../../../infra/local/event-sources/filter-pattern.ts';

/** The table of rules in the Lambda developer guide, "Filter rule syntax", with an event on either side of each. */
const RULES: [name: string, pattern: object, passes: unknown, refused: unknown][] = [
  ['null', { UserID: [null] }, { UserID: null }, { UserID: '' }],
  ['empty', { LastName: [''] }, { LastName: '' }, { LastName: ' ' }],
  ['equals', { Name: ['Alice'] }, { Name: 'Alice' }, { Name: 'alice' }],
  [
    'equals, ignoring case',
    { Name: [{ 'equals-ignore-case': 'alice' }] },
    { Name: 'ALICE' },
    { Name: 'Alicia' },
  ],
  [
    'and',
    { Location: ['New York'], Day: ['Monday'] },
    { Location: 'New York', Day: 'Monday' },
    { Location: 'New York', Day: 'Friday' },
  ],
  ['or', { PaymentType: ['Credit', 'Debit'] }, { PaymentType: 'Debit' }, { PaymentType: 'Cash' }],
  [
    'or over fields',
    { $or: [{ Location: ['New York'] }, { Day: ['Monday'] }] },
    { Location: 'Paris', Day: 'Monday' },
    { Location: 'Paris', Day: 'Friday' },
  ],
  ['not', { Weather: [{ 'anything-but': ['Raining'] }] }, { Weather: 'Sunny' }, { Weather: 'Raining' }],
  ['numeric equals', { Price: [{ numeric: ['=', 100] }] }, { Price: 100 }, { Price: '100' }],
  ['numeric range', { Price: [{ numeric: ['>', 10, '<=', 20] }] }, { Price: 20 }, { Price: 10 }],
  ['exists', { ProductName: [{ exists: true }] }, { ProductName: 'x' }, { Other: 'x' }],
  ['does not exist', { ProductName: [{ exists: false }] }, { Other: 'x' }, { ProductName: null }],
  ['begins with', { Region: [{ prefix: 'us-' }] }, { Region: 'us-east-1' }, { Region: 'eu-us-1' }],
  ['ends with', { FileName: [{ suffix: '.png' }] }, { FileName: 'a.png' }, { FileName: 'a.png.txt' }],
];

describe('filterPattern', () => {
  it.each(RULES)('%s', (_, pattern, passes, refused) => {
    const filter = filterPattern(JSON.stringify(pattern));
    expect(filter(passes)).toBe(true);
    expect(filter(refused)).toBe(false);
  });

  it('looks for existence in leaves only, as the guide says of person.address', () => {
    const event = { person: { name: 'John', address: { street: '1 Main' } } };
    expect(filterPattern('{"person":{"address":[{"exists":true}]}}')(event)).toBe(false);
    expect(filterPattern('{"person":{"address":{"street":[{"exists":true}]}}}')(event)).toBe(true);
  });

  it('takes no missing field for anything but', () => {
    expect(filterPattern('{"a":[{"anything-but":["x"]}]}')({})).toBe(false);
    expect(filterPattern('{"a":[{"anything-but":{"prefix":"x"}}]}')({ a: 'yx' })).toBe(true);
    expect(filterPattern('{"a":[{"anything-but":{"prefix":"x"}}]}')({ a: 'xy' })).toBe(false);
  });

  it('matches a stream record by the prefix of its key and the kind of change', () => {
    const filter = filterPattern(
      '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"CLIENT#"}]}}}}',
    );
    const record = (eventName: string, sk: string) => ({
      eventName,
      dynamodb: { Keys: { pk: { S: 'c' }, sk: { S: sk } } },
    });
    expect(filter(record('MODIFY', 'CLIENT#1'))).toBe(true);
    expect(filter(record('REMOVE', 'CLIENT#1'))).toBe(false);
    expect(filter(record('INSERT', 'COURSE#1'))).toBe(false);
  });

  it('finds a value in a list', () => {
    expect(filterPattern('{"tags":["b"]}')({ tags: ['a', 'b'] })).toBe(true);
  });

  it.each([
    '{"a":[{"cidr":"10.0.0.0/8"}]}',
    '{"a":"b"}',
    '[]',
    '{"a":[{"prefix":1}]}',
    '{"a":[{"numeric":["~",1]}]}',
  ])('refuses %s', (pattern) => {
    expect(() => filterPattern(pattern)).toThrow();
  });
});

describe('filterCriteria', () => {
  it('passes an event that any of the patterns matches, and everything without patterns', () => {
    const filter = filterCriteria({ Filters: [{ Pattern: '{"a":[1]}' }, { Pattern: '{"a":[2]}' }] });
    expect([1, 2, 3].map((a) => filter({ a }))).toEqual([true, true, false]);
    expect(filterCriteria(undefined)({})).toBe(true);
  });
});
