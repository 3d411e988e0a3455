import type { MeanAttainment } from '../../goals/mean-attainment.ts';
import { counted } from '../../reports/words/listed.ts';
import { decimal, withInterval } from '../../reports/words/number-text.ts';
import { type Html, html } from '../frame/html.ts';

/** The mean T of Goal Attainment Scaling and how to read it; nothing where no goal has levels. */
export function scalingParagraph({
  clients,
  meanT,
  ci95,
  baselineT,
  change,
  open,
}: MeanAttainment): Html | false {
  if (clients === 0 && open === 0) return false;
  const whose = `Goal Attainment Scaling, ${counted(clients, 'client')} with levels and a goal past its due date`;
  const mean =
    meanT === null || baselineT === null || change === null
      ? 'too few for a mean, fewer than 10.'
      : `on average ${withInterval(meanT, ci95, 1)}, where 50 means as expected and 10 points are one standard deviation; at the start ${decimal(baselineT, 1)}, a change of ${decimal(change, 1)}.`;
  const running =
    open === 0
      ? ''
      : ` ${counted(open, 'goal')} with levels ${open === 1 ? 'is' : 'are'} still open and not in it.`;
  return html`<p>${whose}: ${mean}${running}</p>`;
}
