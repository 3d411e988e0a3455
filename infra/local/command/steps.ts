import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { LocalCloud } from '../local-cloud.ts';
import { createApi } from './api.ts';
import type { StartArguments } from './arguments.ts';
import type { ClinicOutcomes } from './clinic-outcomes.ts';
import { filesOfArguments, filesOfFolder, type Inputs } from './input-files.ts';
import { createPeople, nameOf } from './people.ts';
import { importAll, publish, type Run, runPipeline } from './pipeline.ts';
import type { Progress } from './progress.ts';
import type { ReleaseArguments } from './release-arguments.ts';
import { ROOT } from './run-folder.ts';
import { samplePeople } from './sample-people.ts';
import { journalLink, servedText } from './serve.ts';
import { setTimeZone } from './time-zone.ts';
import { tokensText } from './tokens.ts';
import { type Place, type Surroundings, withCloud } from './with-cloud.ts';
import { SERVE_HINT, writtenText } from './written.ts';

const SAMPLE = join(ROOT, 'examples/clinic-sample');
/** A client of the sample's first clinic, with sessions, scores and a goal. */
const SAMPLE_CLIENT = 'h-c-001';

/**
 * From the command line to tables and files. Whatever was started is stopped and removed again, however it
 * ends; with `serve` it stays up after the tables until the signal.
 */
export async function runStart(args: StartArguments, around: Surroundings): Promise<void> {
  const named = await inputsOf(args, around);
  const asOf = args.files.length === 0 ? { asOf: sampleSettings().asOf } : {};
  const clinicsAmong = (earlier: readonly string[]) => (goesOn(args, earlier) ? earlier : clinicsOf(named));
  await withCloud({ ...args, ...asOf, clinics: clinicsAmong }, around, async (cloud, place) => {
    const bringsNothing = goesOn(args, place.earlier);
    const inputs = bringsNothing ? { files: [], orphans: [] } : named;
    const run = await runOf(args, around, cloud, inputs, place);
    if (args.timeZone !== undefined) await setTimeZone(cloud, place.clinics, args.timeZone);
    if (bringsNothing) around.print(GOES_ON);
    const { outcomes, written } = await runPipeline(run);
    around.print(writtenText(place.out, written));
    around.print(args.serve ? await served(args, run, outcomes) : SERVE_HINT);
  });
}

/** Whoever names no files wants what is there, and the sample only where nothing is. */
const goesOn = ({ files }: Pick<StartArguments, 'files'>, earlier: readonly string[]) =>
  files.length === 0 && earlier.length > 0;

const GOES_ON =
  'Goes on with the data that were kept, and imports nothing: name files to bring more, or begin with --anew.';

/** What can be opened and tried while the application stays up. */
async function served(args: StartArguments, run: Run, outcomes: readonly ClinicOutcomes[]): Promise<string> {
  const { cloud } = run;
  const people = samplePeople(outcomes);
  const links = await run.people.offerSignIn(people);
  const clinicId = run.inFull[0]!;
  const firstOf = (role: string) => people.find((person) => person.role === role);
  const isSample = args.files.length === 0 && sampleSettings().inFull.includes(clinicId);
  const journal = isSample ? await journalLink(run, clinicId, SAMPLE_CLIENT) : undefined;
  const pages = ['owner', 'therapist', 'partner', 'operator'].flatMap((role) => {
    const person = firstOf(role);
    return person ? [{ name: nameOf(person), link: links[people.indexOf(person)]! }] : [];
  });
  if (journal !== undefined) pages.push({ name: `journal of client ${SAMPLE_CLIENT}`, link: journal });
  const text = await servedText(cloud, clinicId, pages);
  if (!args.tokens) return text;
  const therapistId = firstOf('therapist')?.therapist ?? 'therapist-1';
  const clientId = isSample ? SAMPLE_CLIENT : 'client-1';
  return `${text}\n${await tokensText(cloud, run.people, { clinicId, therapistId, clientId })}`;
}

/**
 * Publishes one release: of files and kept data, or else of the bundled sample.
 *
 * @throws CommandError when the release cannot be published, or is not what its checksums say
 */
export async function runRelease(args: ReleaseArguments, around: Surroundings): Promise<void> {
  const inputs = await inputsOf(args, around);
  const clinicsAmong = (earlier: readonly string[]) =>
    goesOn(args, earlier) ? earlier : [...new Set([...clinicsOf(inputs), ...earlier])].sort();
  await withCloud({ ...args, clinics: clinicsAmong }, around, async (cloud, place) => {
    const run = await runOf(args, around, cloud, inputs, place);
    if (!goesOn(args, place.earlier)) await importAll(run);
    await publish(run, args.release);
  });
}

async function inputsOf(
  {
    files,
    clinic,
    mappings = [],
    timeZone,
  }: Pick<StartArguments, 'files' | 'clinic'> & Partial<Pick<StartArguments, 'mappings' | 'timeZone'>>,
  { environment }: Surroundings,
): Promise<Inputs> {
  if (files.length === 0) return filesOfFolder(SAMPLE);
  // npm runs scripts in the package's folder; a path may be meant from where npm was called.
  const folders = [process.cwd(), environment['INIT_CWD'] ?? process.cwd()];
  return filesOfArguments(files, clinic, folders, { mappings, timeZone });
}

/** What the sample says of itself: when it ends, and which of its clinics there is more to see of than a release. */
function sampleSettings(): { asOf: string; inFull: string[] } {
  return JSON.parse(readFileSync(join(SAMPLE, 'sample.json'), 'utf8')) as { asOf: string; inFull: string[] };
}

function clinicsOf({ files }: Inputs): string[] {
  return [...new Set(files.map(({ clinicId }) => clinicId))].sort();
}

async function runOf(
  args: Pick<StartArguments, 'files' | 'keep' | 'months' | 'period'>,
  { progress, print, signal }: Surroundings,
  cloud: LocalCloud,
  inputs: Inputs,
  { clinics, out }: Place,
): Promise<Run> {
  const ofSample = clinics.filter((clinic) => sampleSettings().inFull.includes(clinic));
  // Kept data may come with work that an interrupted start has left.
  const { deadLetters } = args.keep ? await cloud.quiescence() : { deadLetters: 0 };
  return {
    args,
    cloud,
    people: createPeople(cloud),
    api: createApi(cloud.apiUrl, signal),
    s3: new S3Client({ ...cloud.clientConfig, forcePathStyle: true }),
    inputs,
    ...(args.files.length === 0 && inputs.files.length > 0 && { httpRecords: join(SAMPLE, 'by-http.json') }),
    clinics,
    // Of the sample's clinics most are there for the release.
    inFull: args.files.length === 0 && ofSample.length > 0 ? ofSample : clinics,
    out,
    deadLettersBefore: deadLetters,
    progress: untilAborted(progress, signal),
    print,
  };
}

/** Work that was aborted ends at its next step, and says nothing any more. */
function untilAborted(progress: Progress, signal: AbortSignal): Progress {
  return {
    step(text) {
      signal.throwIfAborted();
      progress.step(text);
    },
    update: (detail) => signal.aborted || progress.update(detail),
    end: () => signal.aborted || progress.end(),
  };
}
