import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeClinicSample, trueValuesOfSample } from './simulation/clinic-sample.ts';

/**
 * Writes examples/clinic-sample/ anew: `npm run sample`. The bytes depend on the seed in
 * simulation/clinic-sample.ts and on nothing else; README.md in that folder is written by hand. The true values take
 * a minute: each clinic is simulated many times over.
 */
const folder = join(import.meta.dirname, 'clinic-sample');
const { files, mistakes } = makeClinicSample();
let bytes = 0;
for (const [path, text] of files) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  bytes += Buffer.byteLength(text);
}
writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(trueValuesOfSample(), null, 1)}\n`);
process.stdout.write(`Wrote ${files.size} files of ${Math.round(bytes / 1024)} KiB to ${folder}.\n`);
process.stdout.write(`${mistakes.length} lines are wrong or repeated on purpose:\n`);
for (const { path, line, expected, field } of mistakes) {
  process.stdout.write(`  ${path}:${line} ${expected}${field && ` at ${field}`}\n`);
}
