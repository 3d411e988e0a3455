import type { LinearSolver } from '../threshold/linear-solver.ts';
import { budgetFindings } from './budget-findings.ts';
import { declaredRules } from './declared-rules.ts';
import type { Finding } from './finding.ts';
import { marginFindings } from './margin-findings.ts';
import { noiseFindings } from './noise-findings.ts';
import { noisyRowFindings } from './noisy-row-findings.ts';
import { patternFindings } from './pattern-findings.ts';
import { type PublishedRelease, releaseName } from './published-release.ts';
import { rowFindings } from './row-findings.ts';
import { setFindings } from './set-findings.ts';

/**
 * What somebody can derive who has these releases, of any programmes, periods and modes, and nothing else.
 *
 * @returns findings first, then notes; nothing of either when there is nothing to derive
 */
export function auditReleases(releases: readonly PublishedRelease[], solver: LinearSolver): Finding[] {
  const modeOf = (mode: string) => releases.filter(({ privacy }) => privacy['mode'] === mode);
  const known = [...modeOf('threshold'), ...modeOf('differential-privacy')];
  const unknown = releases
    .filter((release) => !known.includes(release))
    .map((release) => unknownMode(release, `privacy.mode is ${JSON.stringify(release.privacy['mode'])}`));
  const findings = [
    ...unknown,
    ...setFindings(releases),
    ...thresholdFindings(modeOf('threshold'), solver),
    ...noisyFindings(modeOf('differential-privacy')),
  ];
  return findings.sort((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note'));
}

function thresholdFindings(releases: readonly PublishedRelease[], solver: LinearSolver): Finding[] {
  const programmes = Map.groupBy(releases, ({ programme }) => programme);
  const periods = Map.groupBy(releases, ({ programme, period }) => `${programme} ${period}`);
  return [
    ...releases.flatMap((release) => {
      const rules = declaredRules(release.privacy);
      return 'lacks' in rules
        ? [unknownMode(release, `${rules.lacks} is missing`)]
        : rowFindings(release, rules);
    }),
    ...[...periods.values()].flatMap((all) => {
      const rules = declaredRules(all[0]!.privacy);
      return 'lacks' in rules ? [] : marginFindings(all, rules, solver);
    }),
    ...[...programmes.values()].flatMap(patternFindings),
  ];
}

function noisyFindings(releases: readonly PublishedRelease[]): Finding[] {
  const programmes = Map.groupBy(releases, ({ programme }) => programme);
  return [
    ...releases.flatMap(noisyRowFindings),
    ...[...programmes.values()].flatMap((all) => [...noiseFindings(all), ...budgetFindings(all)]),
  ];
}

function unknownMode(release: PublishedRelease, why: string): Finding {
  const says = `It does not say by which rules it was made (${why}), so nothing can be relied on.`;
  return { kind: 'unknown-mode', severity: 'finding', releases: [releaseName(release)], says };
}
