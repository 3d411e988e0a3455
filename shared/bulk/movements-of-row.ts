import { PHASES } from '../records/catalogue.ts';
import type { Session } from '../records/session.ts';
import { CONTENT, ROW, type RowMemory, SESSION } from './packed-row.ts';
import { textAt } from './row-identity.ts';
import { ABSENT } from './scanned-record.ts';

type Movement = NonNullable<Session['rangeOfMotion']>[number];

/** Which of a movement's degrees there are, as pack-row.ts writes it. */
const [HAS_BEFORE, HAS_AFTER] = [1, 2];

/** The movements of a session's row; undefined when the session has no list of them. */
export function movementsOfRow({ bytes, u16, f64 }: RowMemory, row: number): Session['rangeOfMotion'] {
  const listed = (place: number) => (bytes[row + place] === ABSENT ? 0 : bytes[row + place]!);
  if (bytes[row + SESSION.movements] === ABSENT) return undefined;
  const techniques = bytes[row + SESSION.techniques]!;
  const assessments = listed(SESSION.assessments);
  const count = listed(SESSION.movements);
  const minutes = techniques + phaseCount(bytes[row + SESSION.phases]!);
  const degrees = ((row + SESSION.numbers) >> 3) + minutes;
  const regions = row + SESSION.numbers + 8 * (minutes + 2 * count) + techniques;
  const lengths = regions + 2 * techniques + assessments;
  const lengthOf = (index: number, part: 0 | 1 | 2) => bytes[lengths + 3 * index + part]!;
  let movement = row + u16[(row + CONTENT.texts) >> 1]!;
  movement +=
    bytes[row + ROW.clientLength]! + bytes[row + ROW.idLength]! + bytes[row + SESSION.therapistLength]!;
  // Regions, pressures and assessments stand before the movements, in their lengths as in their texts.
  for (let at = regions; at < lengths; at += 1) movement += bytes[at]!;
  let side = movement;
  for (let index = 0; index < count; index += 1) side += lengthOf(index, 0);
  return Array.from({ length: count }, (_, index) => {
    const given = lengthOf(index, 2);
    const entry = {
      movement: textAt(bytes, movement, lengthOf(index, 0)),
      ...(lengthOf(index, 1) > 0 && { side: textAt(bytes, side, lengthOf(index, 1)) }),
      ...((given & HAS_BEFORE!) !== 0 && { before: f64[degrees + 2 * index]! }),
      ...((given & HAS_AFTER!) !== 0 && { after: f64[degrees + 2 * index + 1]! }),
    };
    movement += lengthOf(index, 0);
    side += lengthOf(index, 1);
    return entry as Movement;
  });
}

function phaseCount(given: number): number {
  let count = 0;
  for (let index = 0; index < PHASES.length; index += 1) count += (given >> index) & 1;
  return count;
}
