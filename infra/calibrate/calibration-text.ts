import type { Verdict } from './verdict.ts';

const HEADER = ['claim', 'clinic', 'promise', 'kept', '95 %', 'data sets', 'claimed in', ''];

/** The table as a terminal shows it. */
export function calibrationText(verdicts: readonly Verdict[]): string {
  const lines = [HEADER, ...verdicts.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .concat('', summary(verdicts))
    .join('\n');
}

/** The table as `docs/calibration.md` has it. */
export function calibrationPage(version: string, verdicts: readonly Verdict[]): string {
  const rows = [HEADER, HEADER.map(() => '---'), ...verdicts.map(cellsOf)];
  return `# How often the claims keep their promises

\`npm run calibrate\` wrote this page: it simulates clinics whose truth is known, gives their files to the reader of
\`npm run analyse\`, and counts. Seeds are fixed, so that the same source gives the same table; this one is of
${version}. What each claim means and how it is computed: [statistics.md](statistics.md).

*Kept* is the share of data sets in which the promise came true, of those in which the claim was made: the interval
held the truth, nothing false was flagged or named, what is there was found, or, where nothing may be said, nothing
was. *95 %* is Wilson's interval of that share. A promise counts as broken when so few data sets would keep it in
less than 1 % of runs (exact binomial test, one-sided). *Claimed in* is the share of data sets in which there was a
claim to judge; below a half the row is silent, which is no promise kept.

${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

${summary(verdicts)}
`;
}

function cellsOf(verdict: Verdict): string[] {
  const { claim, scenario, promise, kept, ci95, datasets, said } = verdict;
  const isKnown = datasets > 0;
  return [
    claim,
    scenario,
    promise,
    isKnown ? percent(kept) : '-',
    isKnown ? `${percent(ci95[0])} to ${percent(ci95[1])}` : '-',
    String(datasets),
    percent(said),
    verdict.verdict === 'kept' ? '' : verdict.verdict,
  ];
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function summary(verdicts: readonly Verdict[]): string {
  const [broken, silent] = (['broken', 'silent'] as const).map(
    (which) => verdicts.filter(({ verdict }) => verdict === which).length,
  );
  return `${verdicts.length} promises: ${verdicts.length - broken! - silent!} kept, ${broken} broken, ${silent} silent.`;
}
