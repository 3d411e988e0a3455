import { paragraph, textTable } from '../../shared/reports/tables/text-table.ts';
import type { ThresholdDocument } from './threshold-document.ts';

const ALL = 'all';

/** The plan of releases by threshold for a terminal: all designs in a table, and the usual one by technique. */
export function thresholdText({
  usualDesign,
  designs,
  quartersDrawn,
  fewestClients,
}: ThresholdDocument): string {
  const usual = designs.find(({ design }) => design === usualDesign)!;
  return [
    paragraph(
      `By threshold, which gives no guarantee and spends nothing, a quarter would tell, on average of ${quartersDrawn} that were drawn:`,
    ),
    textTable(
      [
        { header: 'Design' },
        { header: 'Rows', align: 'right' },
        { header: 'Shown', align: 'right' },
        { header: 'Techniques', align: 'right' },
        { header: 'Stand for', align: 'right' },
      ],
      designs.map(({ design, rowsCounted, rowsShown, techniquesShown, techniquesOf, standsFor }) => [
        design,
        String(rowsCounted),
        String(rowsShown),
        `${techniquesShown} of ${techniquesOf}`,
        percent(standsFor),
      ]),
    ),
    paragraph(
      'Rows: those that are counted; sums are of what is shown. Techniques: those of which anything is shown, over all complaints. Stand for: what ' +
        'share of all clients the rows shown hold.',
    ),
    paragraph(`With so many clients a programme by threshold has ${usualDesign}. By technique:`),
    textTable(
      [
        { header: 'Row' },
        { header: 'Clients', align: 'right' },
        { header: `${fewestClients} or more`, align: 'right' },
        { header: 'Shown', align: 'right' },
        { header: 'Stands for', align: 'right' },
        { header: 'Rounded', align: 'right' },
        { header: 'Who comes', align: 'right' },
      ],
      usual.rows
        .filter(({ complaint }) => complaint === ALL)
        .map(({ technique, clients, largeEnough, shown, standsFor, meanHalfWidth }) => [
          technique === ALL ? 'all clients' : technique,
          String(clients),
          largeEnough === undefined ? '-' : percent(largeEnough),
          percent(shown),
          standsFor === null ? '-' : percent(standsFor),
          plusMinus(meanHalfWidth?.rounding),
          plusMinus(meanHalfWidth?.sampling),
        ]),
    ),
    paragraph(
      `Shown: how often; a row of ${fewestClients} or more is hidden where a smaller one could be computed from it. Rounded: how far its mean is ` +
        'at most from that of its clients; Who comes: half of a 95 % interval of who happens to come, which is assumed. Of sums, both depend on what is shown.',
    ),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
const plusMinus = (value: number | undefined) => (value === undefined ? '-' : `±${value}`);
