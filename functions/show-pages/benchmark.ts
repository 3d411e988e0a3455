import { pageAnswer } from '../../shared/http/page-answer.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { benchmarkPage } from '../../shared/pages/outcomes/benchmark-page.ts';
import { readBenchmark } from '../../shared/reading/benchmark.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

/** The owner's clinic beside the latest release of its programme, of the same reading as `GET /v1/benchmark`. */
export function benchmarkPageOf({
  releasing,
  views,
}: Pick<Reading, 'releasing' | 'views'>): SignedInPage<'owner'> {
  return async (_event, { principal, viewer }) => {
    const main = benchmarkPage(await readBenchmark({ ...releasing, views }, principal.clinicId));
    return pageAnswer(
      200,
      page({ title: 'Your clinic beside the release', viewer, path: '/benchmark', main }),
    );
  };
}
