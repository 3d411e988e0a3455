import { rgb } from '@cantoo/pdf-lib';

export type Rgb = ReturnType<typeof rgb>;

export const INK = rgb(0, 0, 0);
export const MUTED = hex('#444444');
export const RULE = hex('#bbbbbb');

/** The classes of a drawing on paper: the colours that the stylesheet gives them in print. */
export const CLASS_COLOURS: Readonly<Record<string, Rgb>> = {
  'ink-1': hex('#0a6aa8'),
  'ink-2': hex('#b04a00'),
  signal: hex('#a32116'),
  muted: MUTED,
  edge: hex('#777777'),
  grid: hex('#dddddd'),
  band: hex('#d6e6f1'),
};

function hex(colour: string): Rgb {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  return rgb(red!, green!, blue!);
}
