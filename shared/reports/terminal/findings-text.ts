import type { FindingsOfClients } from '../../checks/client-findings.ts';
import { CHECKS } from '../../checks/finding.ts';
import { CHECK_LABELS } from '../../checks/finding-words.ts';
import { counted } from '../words/listed.ts';

/** Of each check, in the terminal. */
const MOST_SHOWN = 3;

/** What cannot be among the facts of files, as text: how often, the first ones, and what would mend it. */
export function findingsText({ counts, first }: FindingsOfClients): string | undefined {
  const lines = CHECKS.filter((check) => counts[check] !== undefined).flatMap((check) => {
    const shown = first.filter((one) => one.check === check).slice(0, MOST_SHOWN);
    const more = counts[check]! - shown.length;
    return [
      `${CHECK_LABELS[check]}: ${counts[check]}. ${shown[0]!.mend}`,
      ...shown.map(
        ({ what, sessions }) => `  ${sessions.map(({ sessionId }) => sessionId).join(', ')}: ${what}`,
      ),
      ...(more > 0 ? [`  and ${counted(more, 'more finding')}`] : []),
    ];
  });
  return lines.length === 0
    ? undefined
    : ['What cannot be among the sessions that were read:', ...lines].join('\n');
}
