import { billOf, byPriced, dollarsOf } from './dollars/bill.ts';
import { type Metered, startMeteredCloud } from './dollars/metered-cloud.ts';
import { bulk, FACTS_A_SESSION, idleMonth, release, trickled, views } from './dollars/scenarios.ts';

const TRICKLED_SESSIONS = 10;
const VIEWS = 5;
const IDLE_CLINICS = 20;
/** Weeks, months and days of an average month. */
const RUNS_A_MONTH = [365.25 / 12 / 7, 1, 365.25 / 12];
const MILLION = 1e6;
/** Of the places where units go, those that matter. */
const PLACES_TOLD = 6;

type Print = (line: string) => void;

/**
 * What the application uses of AWS, counted at the door of the local engines, and what that costs by AWS's public prices:
 * a session with four scores that come one by one or in a file, a page, a release, and a clinic that does nothing.
 *
 * @param facts in the file
 * @param sessionsAMonth of the clinic into which facts trickle
 */
export async function dollarsBench(facts: number, sessionsAMonth: number, print: Print): Promise<void> {
  const metered = await startMeteredCloud();
  try {
    const trickle = { sessions: TRICKLED_SESSIONS, sessionsAMonth };
    const title = `one by one, into a clinic of ${sessionsAMonth} sessions a month`;
    tellSessions(print, title, await trickled(metered, trickle), TRICKLED_SESSIONS);
    const sessions = facts / FACTS_A_SESSION;
    tellSessions(print, `${facts} facts in a file`, await bulk(metered, facts), sessions);
    tellEach(print, `the owner's page of ${sessions} sessions`, await views(metered, 'bulk', VIEWS), VIEWS);
    tellEach(print, 'a release of one clinic with 500 clients', await release(metered), 1);
    const clinics = Array.from({ length: IDLE_CLINICS }, (_, index) => `idle-${index + 1}`);
    const idle = await idleMonth(metered, clinics);
    const dollars = idle.reduce((sum, { use }, index) => sum + billOf(use) * RUNS_A_MONTH[index]!, 0);
    print(`an idle clinic, a month${(dollars / IDLE_CLINICS).toFixed(5).padStart(38)} $`);
  } finally {
    await metered.stop();
  }
}

/** By whom, what for and where, for a session with its scores. */
function tellSessions(print: Print, title: string, metered: Metered, sessions: number): void {
  const { use, cpuMilliseconds } = metered;
  print(title);
  print(row('a session with four scores', ['reads', 'writes', 'calls', 'runs', 'CPU ms', '$ a million']));
  for (const [who, amounts] of use.amounts) {
    const { calls = 0 } = use.runs.get(who) ?? {};
    const { readUnit = 0, writeUnit = 0, lambdaRequest = 0 } = amounts;
    const counts = [readUnit, writeUnit, calls, lambdaRequest, cpuMilliseconds.get(who) ?? 0];
    const told = counts.map((count) => (count / sessions).toFixed(1));
    print(row(`  ${who}`, [...told, money(dollarsOf(amounts) / sessions)]));
  }
  tellPrices(print, metered, sessions);
  const places = [...use.units].toSorted(([, a], [, b]) => b.units - a.units).slice(0, PLACES_TOLD);
  for (const [place, { calls, units }] of places) {
    print(
      `    ${place.padEnd(50)}${(calls / sessions).toFixed(1).padStart(7)} calls${(units / sessions).toFixed(1).padStart(8)} units`,
    );
  }
  const bill = billOf(use);
  print(`  a million sessions with their scores${money(bill / sessions).padStart(26)} $`);
  print(`  a million facts${money(bill / sessions / FACTS_A_SESSION).padStart(47)} $`);
  print('');
}

function tellEach(print: Print, title: string, metered: Metered, times: number): void {
  print(`${title}${money(billOf(metered.use) / times).padStart(Math.max(1, 64 - title.length))} $ a million`);
  tellPrices(print, metered, times);
  print('');
}

/** By what is paid for, what costs more than a cent a million. */
function tellPrices(print: Print, { use }: Metered, times: number): void {
  for (const [priced, { amount, dollars }] of byPriced(use)) {
    if ((dollars / times) * MILLION < 0.01) continue;
    print(
      `    ${priced.padEnd(24)}${(amount / times).toPrecision(4).padStart(22)}${money(dollars / times).padStart(14)}`,
    );
  }
}

const money = (dollars: number) => (dollars * MILLION).toFixed(2);
const row = (name: string, cells: readonly string[]) =>
  name.padEnd(28) + cells.map((cell, index) => cell.padStart(index === 5 ? 13 : 8)).join('');
