import { PRICES } from '../bench/dollars/prices.ts';
import { OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { type FactUse, unitsOf } from './fact-use.ts';
import {
  type Fleet,
  factsAMonth,
  factsPerSecond,
  gigabytesAYear,
  type LargeClinic,
  type Load,
  partitionsOf,
} from './reckoned-load.ts';

const TOLD = 14;

/** What stands on paper, most of its limit first. */
export function tellFleet(
  fleet: Fleet,
  use: FactUse,
  loads: readonly Load[],
  bytes: Record<string, number>,
): string[] {
  const facts = factsPerSecond(fleet);
  const dollars = dollarsAMonth(fleet, use);
  const sorted = loads.toSorted((a, b) => b.asked / b.given - a.asked / a.given);
  const tables = [RECORDS, OUTCOMES].map((table) => {
    const { readUnits, writeUnits } = unitsOf(use, table);
    const gigabytes = gigabytesAYear(fleet, bytes[table]!);
    const partitions = partitionsOf(
      { readUnits: facts * readUnits, writeUnits: facts * writeUnits },
      gigabytes,
    );
    return `${table}: ${readUnits.toFixed(1)} reads and ${writeUnits.toFixed(1)} writes a fact; ${gigabytes.toFixed(0)} GB after a year, on ${partitions} partitions`;
  });
  return [
    `${fleet.clinics.toLocaleString('en')} clinics, ${fleet.sessionsPerDay} sessions a day each with four scores: ${facts.toFixed(1)} facts a second in the busiest hour`,
    ...tables,
    `${dollars.toFixed(0)} $ a month, ${(dollars / fleet.clinics).toFixed(3)} $ a clinic, without storage`,
    '',
    `${'in the busiest hour'.padEnd(62)}${'asked for'.padStart(12)}${'there is'.padStart(12)}`,
    ...sorted.slice(0, TOLD).map(row),
    '',
    ...first(fleet, sorted.find(({ isOfOneClinic }) => isOfOneClinic !== true)!),
  ];
}

function row({ what, asked, given, unit }: Load): string {
  const share = `${((asked / given) * 100).toFixed(asked / given < 0.1 ? 1 : 0)} %`;
  return `${what.padEnd(62)}${amount(asked).padStart(12)}${amount(given).padStart(12)} ${unit.padEnd(9)}${share.padStart(7)}`;
}

const amount = (value: number) => (value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en'));

function first({ clinics }: Fleet, { what, asked, given, remedy }: Load): string[] {
  const at = Math.floor(clinics / (asked / given)).toLocaleString('en');
  return [`what is reached first: ${what}, at ${at} such clinics; what moves it: ${remedy}`];
}

function dollarsAMonth(fleet: Fleet, use: FactUse): number {
  const reads = unitsOf(use, RECORDS).readUnits + unitsOf(use, OUTCOMES).readUnits;
  const writes = unitsOf(use, RECORDS).writeUnits + unitsOf(use, OUTCOMES).writeUnits;
  const seconds = Object.values(use.milliseconds).reduce((sum, each) => sum + each, 0) / 1000;
  const runs = Object.keys(use.milliseconds).length;
  return (
    factsAMonth(fleet) *
    (reads * PRICES.readUnit +
      writes * PRICES.writeUnit +
      seconds * PRICES.lambdaGigabyteSecond +
      runs * PRICES.lambdaRequest +
      PRICES.httpRequest)
  );
}

/** How the largest clinic fares. */
export function tellLarge(large: LargeClinic): string[] {
  const { sessions, partitionShare, refreshSeconds, visibleSeconds, megabytes } = large;
  return [
    `one clinic of ${sessions.toLocaleString('en')} sessions a month: ${large.factsPerSecond.toFixed(2)} facts a second in its busiest hour`,
    `  its month is read and summarised in ${refreshSeconds.toFixed(1)} s, with ${megabytes.toFixed(0)} MB at most`,
    `  that takes ${(partitionShare * 100).toFixed(0)} % of what one partition reads, and a fact is seen after ${visibleSeconds.toFixed(0)} s`,
  ];
}
