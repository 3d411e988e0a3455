import { encode } from 'uqr';
import { type Html, html } from '../frame/html.ts';

/** The border that readers need around a code, in modules (ISO/IEC 18004, 9.1). */
const QUIET_MODULES = 4;

/**
 * A text as a QR code, drawn on the server. Dark on light whatever the page's colours are: a reader may not know an
 * inverted one.
 *
 * @param label what stands for it where it cannot be seen
 */
export function qrCode(text: string, label: string): Html {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  // Each run of dark modules of a row is one rectangle: half a kilobyte in place of ten.
  const path = data.map((row, y) =>
    runsOf(row)
      .map(({ from, length }) => `M${from} ${y}h${length}v1h-${length}z`)
      .join(''),
  );
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path.join('')}" fill="#000"/></svg>`;
}

function runsOf(row: readonly boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    const last = runs.at(-1);
    if (last && last.from + last.length === x) last.length += 1;
    else runs.push({ from: x, length: 1 });
  }
  return runs;
}
