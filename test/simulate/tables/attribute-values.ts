import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../shared/storage/aws/dynamodb.ts';
import { invalid } from './refusals.ts';

/** Types of attributes that the stores use; maps and lists they keep as text, and any other is refused by name. */
const SCALARS = ['S', 'N', 'B', 'BOOL', 'NULL'] as const;
const SETS = ['SS', 'NS'] as const;
type Kind = (typeof SCALARS)[number] | (typeof SETS)[number];

const KINDS: ReadonlySet<string> = new Set([...SCALARS, ...SETS]);
/** Whole or decimal, without an exponent: no store writes another. */
const NUMBER = /^-?\d{1,38}(?:\.\d+)?$/;
const MOST_ITEM_BYTES = 400 * 1024;

/** A value by its type. @throws ValidationException of one that DynamoDB does not take, or that is of no type known here */
export function kindOf(value: AttributeValue): Kind {
  const [kind, ...more] = Object.keys(value).filter((name) => value[name as 'S'] !== undefined);
  if (kind === undefined || more.length > 0 || !KINDS.has(kind)) {
    throw invalid(`an attribute of no type known here: ${Object.keys(value).join(', ')}`);
  }
  return kind as Kind;
}

/** A value as the engine keeps it: checked, its numbers without zeros that say nothing, frozen. */
export function keptValue(value: AttributeValue): AttributeValue {
  const kind = kindOf(value);
  if (kind === 'N') return Object.freeze({ N: numberText(value.N!) });
  if (kind === 'SS' || kind === 'NS') return keptSet(kind, value[kind as 'SS']!);
  return Object.freeze({ ...value });
}

function keptSet(kind: 'SS' | 'NS', elements: readonly string[]): AttributeValue {
  if (elements.length === 0) throw invalid('an attribute value may not contain an empty set');
  const kept = kind === 'NS' ? elements.map(numberText) : [...elements];
  if (new Set(kept).size < kept.length) throw invalid('input collection contains duplicates');
  return Object.freeze({ [kind]: Object.freeze(kept) }) as unknown as AttributeValue;
}

/** An item as the engine keeps it. What nobody may change can be handed to everybody. */
export function keptItem(item: Item): Item {
  const named = Object.entries(item).filter(([, value]) => value !== undefined);
  const kept = Object.fromEntries(named.map(([name, value]) => [name, keptValue(value)]));
  if (bytesOf(kept) > MOST_ITEM_BYTES) throw invalid('item size has exceeded the maximum allowed size');
  return Object.freeze(kept);
}

function bytesOf(item: Item): number {
  let bytes = 0;
  for (const [name, { S, N, B, SS }] of Object.entries(item)) {
    bytes += name.length + (S?.length ?? N?.length ?? B?.length ?? SS?.join('').length ?? 1);
  }
  return bytes;
}

/** A number as DynamoDB gives it back. */
export function numberText(text: string): string {
  if (!NUMBER.test(text)) throw invalid(`no number that is known here: ${text}`);
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/0+$/, '');
  const unsigned = decimals === '' ? digits : `${digits}.${decimals}`;
  return text.startsWith('-') && unsigned !== '0' ? `-${unsigned}` : unsigned;
}

/** The exact sum of two numbers. */
export function sumOf(one: string, other: string): string {
  const decimals = Math.max(...[one, other].map((text) => text.split('.')[1]?.length ?? 0));
  const scaled = (text: string) => {
    const [whole = '', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(decimals, '0'));
  };
  const sum = scaled(one) + scaled(other);
  const digits = String(sum < 0n ? -sum : sum).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return numberText(sum < 0n ? `-${text}` : text);
}

/** Which of two values comes first: texts by their bytes in UTF-8. Values of different types, or of one without an order, have none. */
export function orderOf(one: AttributeValue, other: AttributeValue): number | undefined {
  const kind = kindOf(one);
  if (kind !== kindOf(other)) return undefined;
  if (kind === 'S') return textOrder(one.S!, other.S!);
  if (kind === 'N') return Math.sign(Number(sumOf(one.N!, numberText(negated(other.N!)))));
  return kind === 'B' ? Buffer.compare(one.B!, other.B!) : undefined;
}

const negated = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);

/** The order of two texts by their bytes in UTF-8, which is that of their code points. */
export function textOrder(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return byCodePoint(a) - byCodePoint(b);
  }
  return one.length - other.length;
}

/** Halves of surrogate pairs come after all other units. */
const byCodePoint = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

export function isEqual(one: AttributeValue, other: AttributeValue): boolean {
  const kind = kindOf(one);
  if (kind !== kindOf(other)) return false;
  if (kind === 'SS' || kind === 'NS') {
    const [set, elements] = [new Set(one[kind as 'SS']), other[kind as 'SS']!];
    return set.size === elements.length && elements.every((element) => set.has(element));
  }
  if (kind === 'B') return Buffer.compare(one.B!, other.B!) === 0;
  return one[kind as 'S'] === other[kind as 'S'];
}

export function isSameItem(one: Item, other: Item): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => other[name] !== undefined && isEqual(one[name]!, other[name]))
  );
}
