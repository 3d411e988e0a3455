const DASH = '[-\u2013\u2014]';
const CLOCK = String.raw`(\d{1,2})(?:[:.h](\d\d))?(h|[ap]\.?m\.?)?`;
const TIME = new RegExp(`^${CLOCK}$`, 'i');
const SPAN = new RegExp(`^(${CLOCK})${DASH}(${CLOCK})$`, 'i');
const STAMP = /^\d{4}-\d\d-\d\dT(\d\d:\d\d)/;
const HALF = /^[ap]\.?m\.?$/i;
const TO = new RegExp(`^(${DASH}|to)$`, 'i');

/**
 * The time at which a visit begins, `09:00`, among the words of a line, and the words beside it. Of a span it is the
 * beginning.
 *
 * @returns what was expected where no time can be read, or more than one
 */
export function visitTime(
  words: readonly string[],
): { time: string; others: string[] } | { expected: string } {
  const times: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const half = HALF.test(words[at + 1] ?? '') ? words[at + 1]! : '';
    const time = timeOf(word + half) ?? timeOf(word);
    const span = SPAN.exec(word + half);
    const ends = span && [span[1]!, span[5]!].map(timeOf);
    if (time !== undefined) times.push(time);
    else if (ends?.every((end) => end !== undefined)) times.push(...(ends as string[]));
    else if (!(TO.test(word) && times.length > 0)) {
      others.push(word);
      continue;
    }
    if (half !== '' && (ends || timeOf(word + half) !== undefined)) at += 1;
  }
  const [time, until, ...more] = times;
  if (time === undefined) return { expected: 'expected a time, such as 09:00' };
  if (more.length > 0 || (until !== undefined && until <= time)) {
    return { expected: `expected one time; there are ${times.join(' and ')}` };
  }
  return { time, others };
}

/** `9:05 pm` is `21:05`; a number alone is no time. */
function timeOf(word: string): string | undefined {
  const stamp = STAMP.exec(word)?.[1];
  const [, hours = '', minutes, unit = ''] = TIME.exec(stamp ?? word) ?? [];
  if (hours === '' || (minutes === undefined && unit === '')) return undefined;
  const isHalf = HALF.test(unit);
  const hour = isHalf ? (Number(hours) % 12) + (/^p/i.test(unit) ? 12 : 0) : Number(hours);
  const isHour = isHalf ? Number(hours) >= 1 && Number(hours) <= 12 : hour <= 23;
  if (!isHour || Number(minutes ?? 0) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}
