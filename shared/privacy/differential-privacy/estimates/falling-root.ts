const MOST_DOUBLINGS = 60;
const MOST_STEPS = 60;

/** A place that was looked at, and how high the function is there. */
type Look = { at: number; height: number };

/**
 * Where a function that falls or stays, and is above 0 at 0, comes down to 0: by going twice as far until it is below, then
 * by regula falsi by the Illinois rule (Dowell & Jarratt 1971), which finds the root of a straight line at once.
 *
 * @param height at 0
 * @param start a first place to look at, above 0
 * @param close heights as near to 0 as this will do
 * @param most the farthest place to look at
 * @returns what was found there, or at the farthest place where it has not come down
 */
export function fallingRoot<T extends Look>(
  look: (at: number) => T,
  { height, start, close, most = Number.POSITIVE_INFINITY }: Search,
): T {
  let above: Look = { at: 0, height };
  let below = look(Math.min(start, most));
  for (let step = 0; step < MOST_DOUBLINGS && below.height > close; step++) {
    if (below.at >= most) return below;
    above = below;
    below = look(Math.min(below.at * 2, most));
  }
  // An end that stays twice running counts half, or it would stay for ever.
  let [ofAbove, ofBelow] = [above.height, below.height];
  let stayed: 'above' | 'below' | undefined;
  for (let step = 0; step < MOST_STEPS && Math.abs(below.height) > close; step++) {
    const next = look(above.at + ((below.at - above.at) * ofAbove) / (ofAbove - ofBelow));
    if (Math.abs(next.height) <= close) return next;
    if (next.height > 0) {
      [above, ofAbove] = [next, next.height];
      if (stayed === 'below') ofBelow /= 2;
      stayed = 'below';
    } else {
      [below, ofBelow] = [next, next.height];
      if (stayed === 'above') ofAbove /= 2;
      stayed = 'above';
    }
  }
  return below;
}

type Search = { height: number; start: number; close: number; most?: number };
