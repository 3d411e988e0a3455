import type { Finding } from '../checks/finding.ts';
import { type FindingWords, findingWords } from '../checks/finding-words.ts';
import type { Plausible } from '../checks/implausible-dates.ts';
import type { ClinicSettings } from '../clinics/clinic-settings.ts';
import type { MonthRange } from '../outcomes/month-window.ts';
import { monthAfter } from '../outcomes/months.ts';
import { plausibleTimes } from '../records/plausible-times.ts';
import { monthAsWritten, utcText } from '../records/time/instant.ts';
import { mapInFlight } from '../storage/aws/in-flight.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { checkedMonths, implausibleInMonth } from '../views/clinic-month-checks.ts';
import { foundAtBorders } from '../views/month-border-view.ts';

/** What whoever does not say which months is told of. Dates that cannot be are told whatever was asked. */
const SHOWN_MONTHS = 24;
const MOST_FINDINGS = 500;
/** Each is a partition read; once the latest are mended, the next ones are told. */
const MOST_IMPLAUSIBLE_MONTHS = 24;
const MONTHS_IN_FLIGHT = 6;

/** What cannot be among a clinic's facts, the latest month first, with what would mend it. */
export type Checks = MonthRange & {
  /** The months of the window that hold facts and have been looked at. */
  monthsLookedAt: string[];
  findings: ({ month: string } & FindingWords & Finding)[];
  /** Findings beyond those that one answer has room for. */
  more: number;
};

/**
 * @param asked undefined: the 24 months up to the present one
 * @param now by our clock: what is after tomorrow has not happened
 * @param settings of the clinic: its first day, and where its days begin
 */
export async function readChecks(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
  asked: MonthRange | undefined,
  now: Date,
  { openedOn, timeZone }: Pick<ClinicSettings, 'openedOn' | 'timeZone'> = {},
): Promise<Checks> {
  const plausible = plausibleTimes({ arrivedAt: now.toISOString(), openedOn, timeZone });
  const thisMonth = now.toISOString().slice(0, 7);
  const range = asked ?? { from: monthAfter(thisMonth, 1 - SHOWN_MONTHS), to: thisMonth };
  const isAsked = ({ month }: { month: string }) => month >= range.from && month <= range.to;
  const [all, borders] = await Promise.all([checkedMonths(views, clinicId), foundAtBorders(views, clinicId)]);
  const lookedAt = all.filter(isAsked);
  // What two months say together is told of either.
  const touchesAsked = (border: { month: string }) =>
    isAsked(border) || isAsked({ month: monthAfter(border.month, -1) });
  const told = [...lookedAt, ...borders.filter(touchesAsked)];
  const found = [
    ...(await implausible(views, clinicId, all, plausible)),
    ...told.flatMap(({ month, findings }) => findings.map((finding) => ({ month, finding }))),
  ].sort((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0));
  const beyond = told.reduce((sum, { findings, count }) => sum + count - findings.length, 0);
  const shown = found.slice(0, MOST_FINDINGS);
  return {
    ...range,
    monthsLookedAt: lookedAt.map(({ month }) => month),
    findings: shown.map(({ month, finding }) => ({ month, ...findingWords(finding), ...finding })),
    more: beyond + found.length - shown.length,
  };
}

/** Only months that reach beyond the plausible can hold what lies there. */
async function implausible(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
  months: readonly { month: string }[],
  plausible: Plausible,
): Promise<{ month: string; finding: Finding }[]> {
  // A month is as written: its instants reach a day over its ends in UTC.
  const first = monthAsWritten(utcText(plausible.from + DAY_SECONDS));
  const last = monthAsWritten(utcText(plausible.until - DAY_SECONDS));
  const reaching = months
    .filter(({ month }) => month <= first || month >= last)
    .slice(-MOST_IMPLAUSIBLE_MONTHS);
  const found = await mapInFlight(MONTHS_IN_FLIGHT, reaching, async ({ month }) =>
    (await implausibleInMonth(views, { clinicId, month }, plausible)).map((finding) => ({ month, finding })),
  );
  return found.flat();
}

const DAY_SECONDS = 86_400;
