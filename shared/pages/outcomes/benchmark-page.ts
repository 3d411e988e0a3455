import type { BenchmarkClaims, CaseMix, TechniqueBenchmark } from '../../claims/benchmark-contract.ts';
import { isSaid, type Withheld } from '../../claims/contract.ts';
import { monthRangeWords } from '../../outcomes/date-words.ts';
import { counted, listed } from '../../reports/words/listed.ts';
import { withInterval } from '../../reports/words/number-text.ts';
import { inWords, techniqueLabel } from '../../reports/words/words.ts';
import type { Interval } from '../../statistics/contract.ts';
import { type Html, html } from '../frame/html.ts';
import { intervalRows } from '../parts/interval-rows.ts';
import { releasePath } from '../releases/release-list.ts';

export type BenchmarkPage = BenchmarkClaims & {
  programme: string;
  release: { period: string; revision: number; periods: readonly string[]; from: string; to: string } | null;
};

/** A clinic beside the release that counts it: what can be told apart, then each technique with both intervals. */
export function benchmarkPage({ programme, release, techniques, sentence }: BenchmarkPage): Html {
  if (!release) {
    return html`<p class="lead">${sentence}</p>
<p>Your clinic counts in the programme <span class="code">${programme}</span>. A release comes out some weeks after its period has closed.</p>`;
  }
  const link = releasePath({ programme, ...release });
  return html`<p class="lead">${sentence}</p>
<p>The release is <a href="${link}">${release.period} of ${programme}</a>${release.periods.length > 1 && html`, with the ${counted(release.periods.length, 'period')} of its pooled edition`}: sessions ${monthRangeWords(release.from, release.to)}. Both sides are counted by its rule, each client once a period with the technique and complaint of most of his sessions, so these numbers are not those of your outcomes page. Clients who did not agree to be counted are on your side alone; yours are in the release too.</p>
${techniques.length === 0 && html`<p>This release asks nothing of techniques alone, so there is nothing to stand beside.</p>`}
${techniques.map(part)}
<p class="detail">Intervals of 95 %: yours over clients, that of the release over clients with the noise that protects them. A difference is named only where it holds with all techniques looked at together (Holm). Who comes to a clinic, and why, differs in more than the complaint: nothing here says that a clinic is the cause, and nothing puts clinics in an order.</p>`;
}

function part({ technique, own, release, difference, mix, sentence }: TechniqueBenchmark): Html {
  const name = techniqueLabel(technique);
  if (!isSaid(difference)) {
    return html`<section aria-labelledby="of-${technique}"><h2 id="of-${technique}">${name}</h2>
<p>${sentence}</p>
</section>
`;
  }
  const { difference: points, ci95 } = difference;
  return html`<section aria-labelledby="of-${technique}"><h2 id="of-${technique}">${name}</h2>
<p>${sentence}</p>
${intervalRows({
  id: `benchmark-${technique}`,
  title: `Fall of pain during a session, ${inWords(technique)}`,
  heads: ['Whose clients', 'Points of 10 (95 %)'],
  rows: [
    side('Yours', isSaid(own) ? counted(own.clients, 'client') : '', own),
    side('The release', mix.standardised ? 'in your shares of complaints' : 'all its clients', release),
    {
      name: 'Difference',
      of: '',
      estimate: { value: points, interval: ci95, text: withInterval(points, ci95, 1) },
    },
  ],
})}
<p class="detail">${mixWords(mix)}</p>
</section>
`;
}

function side(name: string, of: string, mean: { mean: number; ci95: Interval | null } | Withheld) {
  if (!isSaid(mean)) return { name, of, estimate: mean };
  const { mean: value, ci95 } = mean;
  return {
    name,
    of,
    estimate: { value, interval: ci95 ?? ([value, value] as const), text: withInterval(value, ci95, 1) },
  };
}

function mixWords(mix: CaseMix): string {
  if (!mix.standardised) return mix.reason;
  const share = `${Math.round(100 * mix.covers)} %`;
  return `Both are of ${listed(mix.complaints.map((name) => inWords(name).replaceAll('-', ' ')))}, in the shares that they have with you: ${share} of your clients with this technique.`;
}
