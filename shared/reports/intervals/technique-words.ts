import { isSaid, type OutcomeStatistics, type TechniqueClaims } from '../../claims/contract.ts';
import type { Technique } from '../../records/catalogue.ts';
import { hundredths, shareText } from '../words/claim-words.ts';
import { withheldText } from './interval-table.ts';

/** How often pain falls by 30 % or more with a technique, in sentences. */
export function responderWords(
  claims: TechniqueClaims,
  { regression }: Pick<OutcomeStatistics['claims'], 'regression'>,
): string[] {
  const { responders, improvement } = claims;
  if (!isSaid(responders)) return [`Pain fell by 30 % or more: ${withheldText(responders, claims)}`];
  const silent = isSaid(improvement) && improvement.answered < improvement.asked;
  const bounds = silent
    ? ` Whatever those without both scores felt, it lies at ${hundredths(responders.bounds)}.`
    : '';
  const noise = isSaid(regression)
    ? ` Were every change noise, it would be ${Math.round(100 * regression.responders)} in 100.`
    : '';
  return [`Sessions after which pain fell by 30 % or more: ${shareText(responders)}.${bounds}${noise}`];
}

/** In how many sessions a technique was given for each complaint, the most frequent first. */
export function complaintsOf(
  technique: Technique,
  complaints: OutcomeStatistics['complaints'],
): { complaint: string; sessions: number }[] {
  return complaints
    .flatMap(({ complaint, techniques }) =>
      techniques.flatMap((group) =>
        group.technique === technique ? [{ complaint, sessions: group.sessions }] : [],
      ),
    )
    .toSorted((a, b) => b.sessions - a.sessions);
}
