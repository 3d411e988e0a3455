// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub
import { describe, expect, it } from 'vitest';
import { resolveIntrinsics, type Scope } from '../../../infra/local/assembly/intrinsics.ts';

const scope: Scope = {
  reference: (id) => {
    const known: Record<string, unknown> = {
      Table: 'records',
      'AWS::Region': 'eu-west-1',
      List: ['a', 'b', 'c'],
    };
    if (!(id in known)) throw new Error(`no resource ${id}`);
    return known[id];
  },
  attribute: (id, name) => {
    if (`${id}.${name}` !== 'Table.Arn') throw new Error(`no attribute ${name} of ${id}`);
    return 'arn:aws:dynamodb:eu-west-1:000000000000:table/records';
  },
  imported: (name) => `imported ${name}`,
  mapped: (map, first, second) => `${map}/${first}/${second}`,
  condition: (name) => name === 'IsProduction',
};
const resolve = (value: unknown) => resolveIntrinsics(value, scope, 'here');

describe('resolveIntrinsics', () => {
  it.each([
    ['plain values', { a: 1, b: [true, null, 'x'] }, { a: 1, b: [true, null, 'x'] }],
    ['Ref', { Ref: 'Table' }, 'records'],
    [
      'Fn::GetAtt as a list',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:eu-west-1:000000000000:table/records',
    ],
    [
      'Fn::GetAtt as text',
      { 'Fn::GetAtt': 'Table.Arn' },
      'arn:aws:dynamodb:eu-west-1:000000000000:table/records',
    ],
    // CloudFormation user guide, Fn::Join: the value is "a:b:c"
    ['Fn::Join', { 'Fn::Join': [':', ['a', 'b', 'c']] }, 'a:b:c'],
    [
      'Fn::Join over a reference',
      { 'Fn::Join': ['', ['x-', { Ref: 'Table' }, '-', { Ref: 'AWS::Region' }]] },
      'x-records-eu-west-1',
    ],
    [
      'Fn::Sub',
      { 'Fn::Sub': '${Table}/${Table.Arn}/${!Literal}' },
      'records/arn:aws:dynamodb:eu-west-1:000000000000:table/records/${Literal}',
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': ['www.${Domain}', { Domain: { Ref: 'Table' } }] }, 'www.records'],
    // CloudFormation user guide, Fn::Select: the value is "grapes"
    ['Fn::Select', { 'Fn::Select': ['1', ['apples', 'grapes', 'oranges', 'mangoes']] }, 'grapes'],
    // CloudFormation user guide, Fn::Split: the value is ["a", "b", "c"]
    ['Fn::Split', { 'Fn::Split': ['|', 'a|b|c'] }, ['a', 'b', 'c']],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Table}:x' } }, 'imported records:x'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Table' }, 'small'] }, 'Sizes/records/small'],
    ['Fn::If', { 'Fn::If': ['IsProduction', 'RETAIN', 'DESTROY'] }, 'RETAIN'],
    ['Fn::Base64', { 'Fn::Base64': 'AWS' }, 'QVdT'],
    ['AWS::NoValue', { kept: 1, gone: { 'Fn::If': ['IsTest', 2, { Ref: 'AWS::NoValue' }] } }, { kept: 1 }],
    [
      'conditions',
      { 'Fn::And': [{ Condition: 'IsProduction' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
      true,
    ],
    ['Fn::Or', { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Equals': ['a', 'c'] }] }, false],
    [
      'an IAM condition, which is no intrinsic',
      { Condition: { Bool: { x: 'y' } } },
      { Condition: { Bool: { x: 'y' } } },
    ],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([
    ['an unknown resource', { Ref: 'Nobody' }, 'here: no resource Nobody'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'Colour'] }, 'here: no attribute Colour of Table'],
    [
      'an unknown function',
      { 'Fn::Cidr': ['a', 1] },
      'here: the intrinsic function Fn::Cidr is not supported',
    ],
    [
      'a dynamic reference',
      '{{resolve:ssm:/x}}',
      'here: the dynamic reference {{resolve:ssm:/x}} is not supported',
    ],
    [
      'an index out of range',
      { 'Fn::Select': [7, { Ref: 'List' }] },
      'here: Fn::Select has nothing at index 7',
    ],
    [
      'a join of what is no text',
      { 'Fn::Join': ['', [{ Ref: 'List' }]] },
      'here: Fn::Join expected a string',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
