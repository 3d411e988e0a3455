import type {
  PlanDocument,
  PlannedDesign,
} from '../../shared/privacy/differential-privacy/plan/plan-document.ts';
import { paragraph, textTable } from '../../shared/reports/tables/text-table.ts';

type PlannedRow = PlannedDesign['releases'][number]['rows'][number];

/** The plan for a terminal: all designs in a table, the usual one row by row, what is promised, and what is assumed. */
export function planText(document: PlanDocument): string {
  const { clientsAQuarter, usualDesign, designs } = document;
  const usual = designs.find(({ design }) => design === usualDesign)!;
  return [
    paragraph(
      `What ${clientsAQuarter} consenting clients a quarter would let be told. Every design spends the same of a client over his lifetime.`,
    ),
    designTable(designs),
    paragraph(
      `Given: of ${designs[0]!.techniquesOf} techniques those with a mean and a share of responders, as expected; Narrow: those whose mean has an interval of at ` +
        'most 0.7 points to either side. Of a technique in the middle: half of the 95 % interval of its mean, and of that what ' +
        'comes of noise alone, which is exact, and of who happens to come alone, which is assumed. Pooled: techniques that the pooled edition of that many periods gives, and the same half of an interval. ' +
        'Counts in: the most periods that a client counts in.',
    ),
    `With so many clients a programme has ${usual.design}, unless it says otherwise. Row by row:`,
    ...usual.releases.flatMap(({ length, clients, rows, pooled }) => [
      paragraph(`A ${length}, ${clients} clients:`),
      rowTable(rows),
      paragraph(`The pooled edition of ${pooled.periods} ${length}s, clients of each added up:`),
      rowTable(pooled.rows),
    ]),
    promiseText(usual),
    assumedText(document),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function designTable(designs: readonly PlannedDesign[]): string {
  return textTable(
    [
      { header: 'Design' },
      { header: 'Clients', align: 'right' },
      { header: 'Given', align: 'right' },
      { header: 'Narrow', align: 'right' },
      { header: 'Mean', align: 'right' },
      { header: 'Noise', align: 'right' },
      { header: 'Who', align: 'right' },
      { header: 'Pooled', align: 'right' },
      { header: 'Mean', align: 'right' },
      { header: 'Counts in', align: 'right' },
    ],
    designs.map((design) => {
      const { clients, rows, pooled } = design.releases[0]!;
      const { techniquesGiven, techniquesGivenWithin07Points } = design;
      const middle = middleTechnique(rows)?.meanHalfWidth;
      return [
        design.design,
        String(clients),
        String(techniquesGiven),
        String(techniquesGivenWithin07Points),
        ...[middle?.together, middle?.noise, middle?.sampling].map(plusMinus),
        String(design.techniquesGivenPooled),
        plusMinus(middleTechnique(pooled.rows)?.meanHalfWidth?.together),
        countsIn(design),
      ];
    }),
  );
}

/** The technique with as many others above as below it. */
function middleTechnique(rows: readonly PlannedRow[]): PlannedRow | undefined {
  const techniques = rows
    .filter(({ family }) => family === 'techniques')
    .toSorted((one, other) => one.clients - other.clients);
  return techniques[Math.floor(techniques.length / 2)];
}

function rowTable(rows: readonly PlannedRow[]): string {
  return textTable(
    [
      { header: 'Row' },
      { header: 'Clients', align: 'right' },
      { header: 'SD of noise', align: 'right' },
      { header: 'Given', align: 'right' },
      { header: 'Enough', align: 'right' },
      { header: 'Mean', align: 'right' },
      { header: 'Noise', align: 'right' },
      { header: 'Who comes', align: 'right' },
      { header: 'Share', align: 'right' },
    ],
    rows.map((row) => [
      rowName(row),
      String(row.clients),
      String(row.clientsNoise),
      `${Math.round((row.given ?? 0) * 100)} %`,
      row.clientsEnough === null ? 'never' : String(row.clientsEnough),
      ...[row.meanHalfWidth?.together, row.meanHalfWidth?.noise, row.meanHalfWidth?.sampling].map(plusMinus),
      shareText(row),
    ]),
  );
}

function rowName({ family, technique, complaint }: PlannedRow): string {
  if (family === 'recovery') return `recovery, ${technique}`;
  if (family === 'total') return 'all clients';
  return [technique, complaint].filter((name) => name !== 'all').join(', ');
}

function shareText({ shareHalfWidth: { together } }: PlannedRow): string {
  return together === null ? '-' : `±${Math.round(together * 100)} %`;
}

function plusMinus(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : `±${value}`;
}

function countsIn({ period, promise: { periodsPerClient } }: PlannedDesign): string {
  const what = period === 'quarter-and-year' ? 'year' : period;
  return `${periodsPerClient} ${what}${periodsPerClient === 1 ? '' : 's'}`;
}

function promiseText(design: PlannedDesign): string {
  const { lifetime } = design.promise;
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  const found = lifetime.membershipTest!.mostFoundAt1PercentFalseAlarms;
  const each = design.releases.map(({ length, promise }) => `rho ${promise.rho} a ${length}`).join(' and ');
  return paragraph(
    `Promised to each client: whatever all releases together say, a test for whether he is in them that is wrong about 1 in ` +
      `100 others finds at most ${percent(found)} of those who are, even if it knows every other client. That is rho ` +
      `${lifetime.rho}, epsilon ${lifetime.epsilon} at delta ${lifetime.delta}, over his lifetime (${each}); he counts in ` +
      `${countsIn(design)} at most. A correction would come on top, from what is set aside for it.`,
  );
}

function assumedText({ assumed }: PlanDocument): string {
  const { 'half-year': half, year } = assumed.clientsInPeriodPerClientOfAQuarter;
  const techniques = Object.entries(assumed.techniques).map(([name, share]) => `${name} ${share}`);
  const [responding, all] = [assumed.improvement.slice(2), assumed.improvement].map((shares) =>
    shares.reduce((sum, share) => sum + share, 0),
  );
  return paragraph(
    `Assumed: ${half} times as many clients in a half-year as in a quarter and ${year} times in a year, since some come back; ` +
      `a mean improvement of ${assumed.meanImprovement} points and ${Math.round((100 * responding!) / all!)} % responders, the same everywhere; ` +
      `clients by technique as ${techniques.join(', ')}, and complaints alike in all of them. With other clients the rows are ` +
      'others; the noise and the promise are not.',
  );
}
