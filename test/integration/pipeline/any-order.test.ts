import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordFile } from '../../../shared/records/files/record-file.ts';
import { chunksOf, mapInFlight } from '../../../shared/storage/aws/in-flight.ts';
import { DEEP } from '../../deep.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';

const SAMPLE = fileURLToPath(new URL('../../../examples/clinic-sample/', import.meta.url));
/** In `npm test` a twentieth of one clinic's clients. */
const [CLINICS, CLIENTS, RECORDS_A_BATCH] = DEEP
  ? ([['riverside', 'harbour'], /./, 250] as const)
  : ([['riverside'], /\br-c-\d[02468]0\b/, 50] as const);
const again = (clinic: string) => `${clinic}-again`;
const COPIES = 3;
/**
 * Kills of all workers while one clinic's batches are sent; in full two clinics send side by side, and a message meets the kills of
 * both. It is given up after five attempts, of which a slow machine may need one more for itself.
 */
const KILLS = DEEP ? 1 : 2;

let sample: string;
let pipeline: Pipeline;
beforeAll(async () => {
  sample = await mkdtemp(join(tmpdir(), 'massage-outcomes-'));
  for (const clinic of CLINICS) await copySample(clinic);
  pipeline = await startPipeline(CLINICS.flatMap((clinic) => [clinic, again(clinic)]));
});
afterAll(async () => {
  await pipeline.stop();
  await rm(sample, { recursive: true });
});

describe('the same facts', () => {
  it('give the same statistics to the byte: shuffled, three times, by both doors, with workers killed', async () => {
    for (const clinic of CLINICS) await dropSample(clinic);
    await pipeline.settle();

    const random = sfc32(20_260_930);
    const records = await Promise.all(CLINICS.map(validRecords));
    let killed = 0;
    await mapInFlight(CLINICS.length, CLINICS, async (clinic, index) => {
      const copies = shuffled(Array.from({ length: COPIES }, () => records[index]!).flat(), random);
      const half = copies.length / 2;
      await pipeline.drop(again(clinic), 'shuffled.ndjson', copies.slice(0, half).join('\n'));
      const batches = chunksOf(copies.slice(half), RECORDS_A_BATCH);
      const killBefore = Math.ceil(batches.length / (KILLS + 1));
      for (const [position, batch] of batches.entries()) {
        if (position > 0 && position % killBefore === 0) killed += pipeline.cloud.killEnvironments();
        await send(again(clinic), batch);
      }
    });
    expect(killed).toBeGreaterThan(0);
    await pipeline.settle();

    for (const clinic of CLINICS) {
      const reference = await statisticsText(clinic);
      expect(JSON.parse(reference).techniques.length).toBeGreaterThan(3);
      expect((await statisticsText(again(clinic))).replace(again(clinic), clinic)).toBe(reference);
      expect(withoutRefusals(await analysedOffline(clinic))).toEqual(withoutRefusals(reference));
    }
  }, 1_800_000); // in full forty thousand records on the slowest engine and two busy cores
});

/** The rows of the sample that are of the clients who are asked about. */
async function copySample(clinic: string): Promise<void> {
  await mkdir(join(sample, clinic));
  for (const name of await readdir(join(SAMPLE, clinic))) {
    const lines = (await readFile(join(SAMPLE, clinic, name), 'utf8')).split('\n');
    const isHeader = (index: number) => index === 0 && name.endsWith('.csv');
    const kept = lines.filter((line, index) => isHeader(index) || CLIENTS.test(line));
    await writeFile(join(sample, clinic, name), kept.join('\n'));
  }
}

/** The sample as a newcomer imports it: its files, and its few records for the other door. */
async function dropSample(clinic: string): Promise<void> {
  const folder = join(sample, clinic);
  for (const name of await readdir(folder)) {
    await pipeline.drop(clinic, name, await readFile(join(folder, name), 'utf8'));
  }
  await send(
    clinic,
    (await recordsByHttp(clinic)).map((record) => JSON.stringify(record)),
  );
}

/** Every row of the sample that is no refusal, as JSON without the clinic: the door knows it. */
async function validRecords(clinic: string): Promise<string[]> {
  const folder = join(sample, clinic);
  const records: object[] = await recordsByHttp(clinic);
  for (const name of await readdir(folder)) {
    for await (const item of readRecordFile(name, createReadStream(join(folder, name)), {
      clinicId: clinic,
    })) {
      if ('record' in item) records.push(item.record);
    }
  }
  return records.map((record) => JSON.stringify({ ...record, clinicId: undefined }));
}

async function recordsByHttp(clinic: string): Promise<object[]> {
  const records = JSON.parse(await readFile(join(SAMPLE, 'by-http.json'), 'utf8')) as {
    clinicId: string;
  }[];
  return records.filter((record) => record.clinicId === clinic && CLIENTS.test(JSON.stringify(record)));
}

/** Sends a batch as a practice system does: again, until it is answered. */
async function send(clinic: string, lines: readonly string[]): Promise<void> {
  const records = lines.map((line) => JSON.parse(line));
  for (let attempt = 0; attempt < 20; attempt++) {
    const caller = { clinic, role: 'recorder' };
    const { status, body } = await pipeline.request('POST', '/v1/records:batch', caller, { records });
    if (status === 200) return;
    if (status < 500) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
  }
  throw new Error('a batch was never answered');
}

async function statisticsText(clinic: string): Promise<string> {
  return JSON.stringify(await pipeline.outcomes(clinic));
}

/** The same files through the offline command: other code reads them, the same code counts. */
async function analysedOffline(clinic: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'massage-outcomes-'));
  const names = await readdir(join(sample, clinic));
  const files = await Promise.all(names.map((name) => withoutRefused(clinic, name, folder)));
  const byHttp = join(folder, 'by-http.ndjson');
  await writeFile(byHttp, (await recordsByHttp(clinic)).map((record) => JSON.stringify(record)).join('\n'));
  const command = fileURLToPath(new URL('../../../infra/offline/analyse.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [command, '--json', ...files, byHttp], {
    maxBuffer: 64 * 1024 * 1024,
  });
  await rm(folder, { recursive: true });
  return stdout;
}

/** A copy of a file without its refused rows: who reads files counts them among those who were asked. */
async function withoutRefused(clinic: string, name: string, folder: string): Promise<string> {
  const source = join(sample, clinic, name);
  const text = await readFile(source, 'utf8');
  const refused = new Set<number>();
  for await (const item of readRecordFile(name, createReadStream(source), { clinicId: clinic })) {
    if (!('record' in item)) refused.add(item.line);
  }
  const copy = join(folder, name);
  const lines = text.split('\n').filter((_, index) => !refused.has(index + 1));
  await writeFile(copy, lines.join('\n'));
  return copy;
}

/** Only who reads the files knows how many rows were refused: here 0, elsewhere not known. */
function withoutRefusals(text: string): object {
  const { dataQuality: _dataQuality, ...statistics } = JSON.parse(text, (key, value) =>
    key === 'refused' && value === 0 ? null : value,
  );
  return statistics;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}

/** Doty-Humphrey's small fast counting generator, seeded: the shuffle is the same in every run. */
function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}
