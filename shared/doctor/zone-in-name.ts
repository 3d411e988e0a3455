import { isClockName } from '../mapping/clock-names.ts';
import { headerWords } from './header-words.ts';

/** A zone that the name of a column says, and in which words. */
export type NamedZone = { zone: string; says: string };

/** `UTC+1`, `GMT-05:00`. */
const AHEAD = /\b(?:UTC|GMT)\s?([+\-−])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)/i;
/** What stands in brackets, or at the end of a name that is not all in capital letters: `Start (EST)`, `Start time EST`. */
const ABBREVIATION = /[([]\s*([A-Z]{2,5})\s*[)\]]|(?<=\p{Ll}.*)\b([A-Z]{3,5})$/u;

/** The places whose clocks an abbreviation is mostly the name of. */
const PLACES: Readonly<Record<string, string>> = {
  'America/New_York': 'EST EDT ET',
  'America/Chicago': 'CST CDT CT',
  'America/Denver': 'MST MDT MT',
  'America/Los_Angeles': 'PST PDT PT',
  'Europe/Berlin': 'CET CEST MEZ MESZ',
  'Europe/London': 'BST',
  'Europe/Lisbon': 'WET WEST',
  'Europe/Athens': 'EET EEST',
  'Australia/Sydney': 'AEST AEDT',
  'Australia/Adelaide': 'ACST ACDT',
  'Australia/Perth': 'AWST',
  'Pacific/Auckland': 'NZST NZDT',
};
const PLACE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(PLACES).flatMap(([zone, names]) => names.split(' ').map((name) => [name, zone] as const)),
);

/** Places that are no whole hours from UTC, and have no summer time. */
const PART_HOURS: Readonly<Record<string, string>> = {
  '+3:30': 'Asia/Tehran',
  '+4:30': 'Asia/Kabul',
  '+5:30': 'Asia/Kolkata',
  '+5:45': 'Asia/Kathmandu',
  '+6:30': 'Asia/Yangon',
  '+9:30': 'Australia/Darwin',
};

/** The zone that the name of a column of times says. One that is whole hours from UTC is of no place: `Etc/GMT-1` is an hour ahead. */
export function zoneInName(name: string): NamedZone | undefined {
  const ahead = AHEAD.exec(name);
  if (ahead) {
    const [says, sign, hours, minutes = '00'] = ahead;
    const part = PART_HOURS[`${sign}${Number(hours)}:${minutes}`];
    if (part !== undefined) return { zone: part, says };
    if (Number(minutes) !== 0 || Number(hours) > 14) return undefined;
    const turned = sign === '+' ? '-' : '+';
    return { zone: Number(hours) === 0 ? 'UTC' : `Etc/GMT${turned}${Number(hours)}`, says };
  }
  const utc = headerWords(name).find((word) => word === 'utc' || word === 'gmt');
  if (utc) return { zone: 'UTC', says: 'UTC' };
  const found = ABBREVIATION.exec(name);
  const says = found?.[1] ?? found?.[2];
  const zone = says === undefined ? undefined : PLACE_OF.get(says);
  return zone === undefined ? undefined : { zone, says: says! };
}

/** A day of each half of the year. */
const HALVES = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** Whether a zone is what the clocks of a place are called, in winter, in summer or all year: `MST` in Phoenix. */
export const areClocksOf = (says: string, timeZone: string): boolean =>
  HALVES.some((day) => isClockName(says, timeZone, day));
