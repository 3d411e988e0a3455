import type { LinearSolver } from '../threshold/linear-solver.ts';
import { budgetFindings } from './budget-findings.ts';
import type { Finding } from './finding.ts';
import { marginFindings } from './margin-findings.ts';
import { noiseFindings } from './noise-findings.ts';
import { noisyRowFindings } from './noisy-row-findings.ts';
import { patternFindings } from './pattern-findings.ts';
import { promiseFindings } from './promise-findings.ts';
import {
  isByThreshold,
  isNoisy,
  type NoisyPublication,
  type PublishedRelease,
  type ThresholdPublication,
} from './published-release.ts';
import { reusedNoiseFindings } from './reused-noise-findings.ts';
import { rowFindings } from './row-findings.ts';
import { setFindings } from './set-findings.ts';
import { totalsNotes } from './totals-notes.ts';

/**
 * What somebody can derive who has these releases, of any programmes, periods and modes, and nothing else.
 *
 * @returns findings first, then notes; nothing of either when there is nothing to derive
 */
export function auditReleases(releases: readonly PublishedRelease[], solver: LinearSolver): Finding[] {
  const findings = [
    ...setFindings(releases),
    ...thresholdFindings(releases.filter(isByThreshold), solver),
    ...noisyFindings(releases.filter(isNoisy)),
  ];
  return findings.sort((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note'));
}

function thresholdFindings(releases: readonly ThresholdPublication[], solver: LinearSolver): Finding[] {
  const programmes = Map.groupBy(releases, ({ programme }) => programme);
  const periods = Map.groupBy(releases, ({ programme, period }) => `${programme} ${period}`);
  return [
    ...releases.flatMap(rowFindings),
    ...[...periods.values()].flatMap((all) => marginFindings(all, solver)),
    ...[...programmes.values()].flatMap(patternFindings),
    ...releases.flatMap((release) => totalsNotes(release, solver)),
  ];
}

function noisyFindings(releases: readonly NoisyPublication[]): Finding[] {
  const programmes = Map.groupBy(releases, ({ programme }) => programme);
  return [
    ...releases.flatMap(noisyRowFindings),
    ...releases.flatMap(budgetFindings),
    ...promiseFindings(releases),
    ...[...programmes.values()].flatMap((all) => {
      const noise = noiseFindings(all);
      // With less noise than declared, releases differ by too little too: that is said already.
      return [...noise, ...(noise.length > 0 ? [] : reusedNoiseFindings(all))];
    }),
  ];
}
