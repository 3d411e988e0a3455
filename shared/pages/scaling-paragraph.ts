import type { MeanAttainment } from '../goals/mean-attainment.ts';
import { counted } from '../reports/listed.ts';
import { decimal } from '../reports/number-text.ts';
import { type Html, html } from './html.ts';

/** The mean T of Goal Attainment Scaling and how to read it; nothing where no goal has levels. */
export function scalingParagraph({ clients, meanT }: MeanAttainment): Html | false {
  if (clients === 0) return false;
  const whose = `Goal Attainment Scaling, ${counted(clients, 'client')} with levels`;
  const mean =
    meanT === null
      ? 'too few for a mean, fewer than 10.'
      : `mean T ${decimal(meanT, 1)}. At 50, goals are reached as expected; 10 points are one standard deviation.`;
  return html`<p>${whose}: ${mean}</p>`;
}
