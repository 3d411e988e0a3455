import { threadsFor } from '../../infra/offline/analyse-files.ts';
import { gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { peakMegabytes, report } from './child-run.ts';
import type { BenchResult } from './technique-month.ts';
import { techniqueMonths } from './technique-months.ts';

/** The same work by what `npm run analyse` is made of, from a file with some threads. */
const [file, threads] = process.argv.slice(2) as [string, string];
const seconds: BenchResult['seconds'] = [];
let last = performance.now();
const lap = (step: string) => {
  const now = performance.now();
  seconds.push({ step, seconds: (now - last) / 1000 });
  last = now;
};
let reading = true;
const files = recordPaths([file], ['/']);
const { table } = await gatherOutcomes(files, {
  arrivedAt: '2026-11-28T00:00:00Z',
  clinic: undefined,
  months: { from: null, to: null },
  threads: threadsFor(files, Number(threads)),
  onProgress: (step) => {
    if (step === 'deriving' && reading) lap('read');
    reading = step === 'reading';
  },
});
lap('versions and outcomes');
const cells = techniqueMonths(table);
lap('tables');
report({ seconds, peakMegabytes: peakMegabytes(), cells } satisfies BenchResult);
