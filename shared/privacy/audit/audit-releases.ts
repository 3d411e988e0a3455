import type { LinearSolver } from '../solver/linear-solver.ts';
import type { Finding } from './findings/finding.ts';
import { setFindings } from './findings/set-findings.ts';
import { budgetFindings } from './noise/budget-findings.ts';
import { noiseFindings } from './noise/noise-findings.ts';
import { noisyRowFindings } from './noise/noisy-row-findings.ts';
import { pooledFindings } from './noise/pooled-findings.ts';
import { promiseFindings } from './noise/promise-findings.ts';
import { reusedNoiseFindings } from './noise/reused-noise-findings.ts';
import {
  isByThreshold,
  isNoisy,
  type NoisyPublication,
  type PublishedRelease,
  type ThresholdPublication,
} from './publication/published-release.ts';
import { marginFindings } from './suppression/margin-findings.ts';
import { patternFindings } from './suppression/pattern-findings.ts';
import { rowFindings } from './suppression/row-findings.ts';
import { shareFindings } from './suppression/share-findings.ts';
import { totalsNotes } from './suppression/totals-notes.ts';

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
    ...releases.flatMap((release) => shareFindings(release, solver)),
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
      return [...noise, ...(noise.length > 0 ? [] : reusedNoiseFindings(all)), ...pooledFindings(all)];
    }),
  ];
}
