import { type ClinicClock, instantBy } from './clinic-clock.ts';
import { type TypedFields, typedText } from './typed.ts';

/** When something held was told of, as it stands in a form: text as it was typed, right or wrong. */
export type ToldAt = { date: string; time: string };

/** An instant that is held, as its own clock shows it. */
export const toldAt = (at: string): ToldAt => ({ date: at.slice(0, 10), time: at.slice(11, 16) });

export const sentToldAt = (fields: TypedFields): ToldAt => ({
  date: typedText(fields, 'date'),
  time: typedText(fields, 'time'),
});

/**
 * The instant that is meant: the held one, to the second, where day and time were left alone.
 *
 * @returns undefined for what is no day or no time
 */
export function instantOfToldAt(typed: ToldAt, held: string, clock: ClinicClock): string | undefined {
  const { date, time } = toldAt(held);
  return typed.date === date && typed.time === time ? held : instantBy(clock, typed.date, typed.time);
}
