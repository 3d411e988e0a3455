import type { MappingSource } from '../../imports/foreign-file.ts';
import { zonesRead } from '../../mapping/mapped-columns-check.ts';
import type { Decision, Mapping, RowRule } from '../../mapping/mapping.ts';
import { foundText } from '../../records/values/found-text.ts';

const SHIPPED_TITLES: Readonly<Record<string, string>> = {
  'acuity-appointments': 'Acuity Scheduling, appointments',
  'clinicsense-appointments': 'ClinicSense or Noterro, appointments',
  'cliniko-appointments': 'Cliniko, REST export',
  'google-forms-checkin': 'Google Forms, a check-in form',
  'jane-appointments': 'Jane, appointments',
  'kobo-visit-form': 'KoboToolbox, a visit form',
  'redcap-scores': 'REDCap, scores',
  'square-appointments': 'Square Appointments',
  'typeform-checkin': 'Typeform, a check-in form',
};

/** What a way of reading is called. */
export function sourceWords(source: MappingSource): string {
  switch (source.from) {
    case 'proposed':
      return 'as we propose, from what is in it';
    case 'begun':
      return 'by the columns that you choose';
    case 'answered':
      return 'as you have said';
    case 'kept':
      return `by your mapping “${source.name}”`;
    case 'shipped':
      return `as an export of ${SHIPPED_TITLES[source.name] ?? source.name}`;
  }
}

/** What a decision is about, where that is no column of the file. */
const ABOUT_WORDS: Readonly<Record<string, string>> = {
  header: 'the header',
  sheets: 'the other sheets',
  lists: 'the other lists',
  records: 'what the rows are',
  time: 'when it was',
  clientId: 'who the client is',
  therapistId: 'who the therapist is',
  complaint: 'the complaint',
  painBefore: 'the pain before',
  painAfter: 'the pain after',
  rangeOfMotion: 'the range of motion',
  startedAt: 'when the visit began',
  endedAt: 'when the visit ended',
  decimalComma: 'commas in numbers',
  missing: 'how no answer is written',
};

/** What a decision is about: a matter of ours, or a column by its name. */
export const aboutWords = (about: string): string =>
  Object.hasOwn(ABOUT_WORDS, about) ? ABOUT_WORDS[about]! : `“${foundText(about)}”`;

/** How sure a decision is, as people say it. */
export const SURE_WORDS: Readonly<Record<Decision['sure'], string>> = {
  undecided: 'Not decided',
  unsure: 'Please check',
  likely: 'Likely',
  certain: 'Certain',
};

/** What is said of whole rows. */
export function rowRuleWords(rule: RowRule): string {
  if ('is' in rule) return `Passed over where “${rule.column}” is ${rule.is.join(', ')}.`;
  if ('when' in rule)
    return `Passed over as ${rule.as.replaceAll('-', ' ')} where “${rule.column}” ${rule.when === 'yes' ? 'says yes' : 'is filled'}.`;
  const held = rule.held.map((word) => word || 'rows without a word');
  const skipped = Object.keys(rule.skipped);
  return `By “${rule.column}”: ${held.join(', ') || 'none'} took place; ${skipped.join(', ') || 'none'} are passed over.`;
}

const ORDER_WORDS = { 'day-first': 'the day comes first', 'month-first': 'the month comes first' } as const;

/** What is said of all times and numbers of a file. */
export function settingWords(mapping: Mapping): string[] {
  const { timeZone, dateOrder, shortYears, decimalComma, missing } = mapping;
  const zones = zonesRead(mapping);
  return [
    timeZone !== undefined &&
      `Times without an offset are those of ${timeZone}${zones.length > 0 ? ', where no column names their zone' : ''}.`,
    zones.length > 0 &&
      `The zone of each row’s times is in ${zones.map((name) => `“${foundText(name)}”`).join(', ')}.`,
    dateOrder !== undefined && `In days such as 03/08/2026 ${ORDER_WORDS[dateOrder]}.`,
    shortYears !== undefined && `Years of two digits are ${shortYears} and later.`,
    decimalComma === true && 'Numbers have a decimal comma.',
    missing !== undefined && missing.length > 0 && `No answer is written ${missing.join(', ')}.`,
  ].filter((words) => words !== false);
}
