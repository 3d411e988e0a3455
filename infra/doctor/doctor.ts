import { createReadStream, createWriteStream, promises } from 'node:fs';
import { basename } from 'node:path';
import { examineFile, type Outcome, tryMapping } from '../../shared/doctor/examine-file.ts';
import { typeByName } from '../../shared/records/files/record-file.ts';
import type { SentRecord } from '../../shared/records/record.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { askedMapping, mappingForFile } from '../command-line/mapping-option.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { type DoctorArguments, readDoctorArguments, USAGE } from './doctor-arguments.ts';
import { examinationText, outcomeText } from './examination-text.ts';

/**
 * `npm run doctor`: what files look like, which mapping would read them, and what is wrong with them.
 *
 * @returns the exit code: 0 when all rows can be read, 2 when not or when the command line was wrong, 1 when this failed
 */
async function main(): Promise<number> {
  const args = readDoctorArguments(process.argv.slice(2));
  if (args.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  for (const file of args.files)
    await promises.access(file).catch(() => {
      throw new UsageError(`${file}: there is no such file.`);
    });
  const good = args.mapping === undefined ? await propose(args) : await readBy(args, args.mapping);
  return good ? 0 : 2;
}

async function propose({ files, timeZone, save }: DoctorArguments): Promise<boolean> {
  let good = true;
  for (const file of files) {
    const name = basename(file);
    const zone = timeZone !== undefined && { timeZone };
    const known = { name, type: typeByName(name), arrivedAt: new Date().toISOString(), ...zone };
    const seen = await examineFile(() => createReadStream(file), known);
    process.stdout.write(`${examinationText(file, seen)}\n`);
    good &&= 'outcome' in seen && seen.outcome !== undefined && isClean(seen.outcome);
    if (save === undefined || !('proposal' in seen) || !('mapping' in seen.proposal)) continue;
    await promises.writeFile(save, `${JSON.stringify(seen.proposal.mapping, null, 2)}\n`);
    process.stdout.write(
      `The mapping is in ${save}. Read it, then: npm run doctor -- ${file} --mapping ${save} --out records.ndjson\n`,
    );
  }
  return good;
}

async function readBy({ files, clinic, timeZone, out }: DoctorArguments, named: string): Promise<boolean> {
  const asked = await askedMapping(named);
  const target = out === undefined ? undefined : createWriteStream(out);
  let good = true;
  for (const file of files) {
    const writtenAt = (await promises.stat(file)).mtime.toISOString();
    const options = {
      ...{ writtenAt, clinicId: clinic ?? UNNAMED, arrivedAt: new Date().toISOString() },
      ...(timeZone !== undefined && { timeZone }),
    };
    const outcome = await tryMapping(
      () => createReadStream(file),
      await mappingForFile(asked, file, timeZone),
      options,
      async (item) => {
        if (!target || !('record' in item)) return;
        if (!target.write(`${recordLine(item.record, clinic)}\n`))
          await new Promise<void>((ready) => target.once('drain', () => ready()));
      },
    );
    process.stdout.write(outcomeText(file, outcome));
    good &&= isClean(outcome);
  }
  if (target) await new Promise<void>((done, failed) => target.once('error', failed).end(done));
  return good;
}

/** Stands for a clinic that nobody has named, while records are checked: it is written nowhere. */
const UNNAMED = 'clinic';

function recordLine({ clinicId, ...record }: SentRecord, clinic: string | undefined): string {
  return JSON.stringify(clinic === undefined ? record : { clinicId, ...record });
}

const isClean = ({ refused, stoppedAt }: Outcome) => refused === 0 && stoppedAt === undefined;

// The reader of a pipe, such as head, has seen enough.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await exitCodeOf(main);
