import {
  type ChangeClaim,
  isSaid,
  type OutcomeStatistics,
  type ShareClaim,
  type TechniqueClaims,
  type Withheld,
} from '../../claims/contract.ts';
import { monthRangeWords } from '../../outcomes/date-words.ts';
import { headline } from '../headline.ts';
import { CHANGE_KINDS, withheldText } from '../intervals/interval-table.ts';
import { comparisonSentences } from '../outcome-report.ts';
import { qualityTable } from '../tables/quality-table.ts';
import { sectionText, type TableSection } from '../tables/section.ts';
import { paragraph } from '../tables/text-table.ts';
import { manySilent, missingText, ofText, pointsText, shareText } from '../words/claim-words.ts';
import { goalSentences } from '../words/goal-claim-words.ts';
import { listed } from '../words/listed.ts';
import { NOTHING } from '../words/number-text.ts';
import { capitalised, techniqueInWords, techniqueLabel } from '../words/words.ts';
import { journalSection } from './journal-section.ts';

/**
 * What may be said of a clinic, for a terminal: the answer first, in the words of the owner's page.
 *
 * @param clinic what people call it; its id where nobody has said
 */
export function statisticsText(statistics: OutcomeStatistics, clinic = statistics.clinicId): string {
  const { from, to, claims, dataQuality } = statistics;
  const months = from === null || to === null ? '' : `, ${monthRangeWords(from, to)}`;
  const title = `Outcomes at ${clinic}${months}`;
  const heading = `${title}\n${'='.repeat(title.length)}`;
  if (claims.techniques.length === 0)
    return [heading, 'No sessions.', ...goalParagraph(claims), qualityTable(dataQuality)].join('\n\n');
  return [
    heading,
    paragraph(headline(claims)),
    sectionText(claimSection(claims.techniques)),
    ...comparisonSentences(claims).map((line) => paragraph(line)),
    sectionText(journalSection(claims.techniques)),
    ...[claims.therapists.sentence, claims.trend.sentence].map((line) => paragraph(line)),
    ...goalParagraph(claims),
    qualityTable(dataQuality),
  ].join('\n\n');
}

/** Goals are judged by their own records: there may be some without a session. */
function goalParagraph({ goals }: OutcomeStatistics['claims']): string[] {
  const sentences = goalSentences(goals).join(' ');
  return sentences === '' ? [] : [paragraph(sentences)];
}

/** Every technique with what may be said of it, and the reasons why something may not. */
function claimSection(techniques: readonly TechniqueClaims[]): TableSection {
  const rows = techniques.map(({ technique, clients, improvement, lasting, course, responders }) => [
    techniqueLabel(technique),
    String(clients),
    changeCell(improvement),
    changeCell(lasting),
    changeCell(course),
    isSaid(responders) ? shareCell(responders) : NOTHING,
  ]);
  return {
    title: 'By how many points of 10 pain fell, with 95 % intervals',
    columns: [
      { header: 'Technique', width: 21 },
      { header: 'Clients', align: 'right' },
      { header: 'Right after', width: 16 },
      { header: '1-3 days later', width: 16 },
      { header: 'Over a course', width: 16 },
      { header: '30 % or more', width: 15 },
    ],
    rows,
    below: [...silentLines(techniques), ...withheldLines(techniques)],
  };
}

/** `62 (55 to 69)`, of 100. */
function shareCell(share: ShareClaim): string {
  return shareText(share).replace(' in 100', '');
}

function changeCell(claim: ChangeClaim | Withheld): string {
  return isSaid(claim) ? pointsText(claim) : NOTHING;
}

const COLUMN_NAMES = {
  improvement: 'right after',
  lasting: '1-3 days later',
  course: 'over a course',
  responders: '30 % or more',
} as const;

/** Where fewer than 8 in 10 answered, the number does not stand without them. */
function silentLines(techniques: readonly TechniqueClaims[]): string[] {
  return CHANGE_KINDS.flatMap((kind) => {
    const wider = techniques.flatMap(({ technique, [kind]: claim }) =>
      isSaid(claim) && manySilent(claim)
        ? [
            `${techniqueInWords(technique)} ${missingText(claim)} (${ofText(claim.answered, claim.asked)} answered)`,
          ]
        : [],
    );
    return wider.length === 0
      ? []
      : [`${capitalised(COLUMN_NAMES[kind])}, if the silent ones differ: ${listed(wider)}.`];
  });
}

function withheldLines(techniques: readonly TechniqueClaims[]): string[] {
  return techniques.flatMap((claims) => {
    const columns = Object.keys(COLUMN_NAMES) as (keyof typeof COLUMN_NAMES)[];
    const withheld = columns.flatMap((column) => {
      const claim = claims[column];
      return isSaid(claim) ? [] : [{ column, reason: withheldText(claim, claims) }];
    });
    return [...Map.groupBy(withheld, ({ reason }) => reason)].map(([reason, of]) => {
      const which =
        of.length === columns.length ? '' : `, ${listed(of.map(({ column }) => COLUMN_NAMES[column]))}`;
      return `${techniqueLabel(claims.technique)}${which}: ${reason}`;
    });
  });
}

/** How to read it; stands once below all clinics. */
export const CLAIM_LEGEND = [
  'Pain is in points from 0 to 10; a fall is pain before minus pain after. "30 % or more": after how many of 100 sessions pain had fallen by that share.',
  'Intervals count clients, not sessions: who comes often is still one person. Fewer than ten clients get counts and no number.',
  'Changes are seen with a technique, not caused by it: nobody was drawn by lot, and people come when it hurts.',
  `"${NOTHING}": not said, for the reason below the table. All figures, also those that nothing is said from, are in the JSON.`,
]
  .map((note) => paragraph(note, '  '))
  .join('\n');
