import { readAnalyseArguments } from '../../infra/offline/analyse-arguments.ts';
import { analyseFiles } from '../../infra/offline/analyse-files.ts';
import { peakMegabytes, report } from './child-run.ts';

/** The whole command, from a file to the printed contract, without the start of the process. */
export type WholeRun = { seconds: number; cpuSeconds: number; peakMegabytes: number };

const started = performance.now();
const before = process.cpuUsage();
await analyseFiles(readAnalyseArguments(process.argv.slice(2), new Date().toISOString().slice(0, 10)));
const { user, system } = process.cpuUsage(before);
report({
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakMegabytes: peakMegabytes(),
} satisfies WholeRun);
