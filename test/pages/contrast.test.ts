import { describe, expect, test } from 'vitest';
import { COLOURS } from '../../shared/pages/styles/colours.ts';

/** Contrast of two colours, WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

const [light, dark] = COLOURS.split('@media').map((part) =>
  Object.fromEntries(
    [...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]),
  ),
);

const TEXT = ['text', 'muted', 'accent', 'good', 'warn', 'bad'];
const MARKS = ['edge', 'focus', 'series-1', 'series-2', 'series-3', 'series-4'];

test('black on white is 21:1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});

describe.each([
  ['light', light!],
  ['dark', dark!],
])('%s', (_scheme, colours) => {
  test.each(TEXT)('%s can be read on both grounds (4.5:1)', (name) => {
    expect(contrast(colours[name]!, colours['ground']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours[name]!, colours['raised']!)).toBeGreaterThanOrEqual(4.5);
  });

  test('a button can be read', () => {
    expect(contrast(colours['on-accent']!, colours['accent']!)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(MARKS)('%s stands out from the ground (3:1)', (name) => {
    expect(contrast(colours[name]!, colours['ground']!)).toBeGreaterThanOrEqual(3);
  });
});
