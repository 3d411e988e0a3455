import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutcomeStatistics } from '../../../shared/claims/contract.ts';
import { SHIPPED_MAPPINGS } from '../../../shared/mapping/shipped-mappings.ts';
import { RowTally } from '../../../shared/records/files/row-account.ts';
import { importKey, importMappingKey, importResultKey } from '../../../shared/storage/keys/import-keys.ts';
import { bundle, encounter, observation, procedure } from '../../fhir/resources.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';

/** Exports of other systems come to the same numbers whether they are imported or analysed offline. */

const CLINIC = 'analysed-alike';
let pipeline: Pipeline;
let folder = '';
beforeAll(async () => {
  pipeline = await sharedPipeline([CLINIC]);
  folder = await mkdtemp(join(tmpdir(), 'analysed-alike-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await pipeline?.stop();
});

const CLIENTS = Array.from({ length: 16 }, (_, index) => index + 1);
const day = (number: number) => String(number).padStart(2, '0');
const APPOINTMENTS = [
  'Location Name,Appointment Start Date & Time,Appointment End Date & Time,Patient Number,Patient First Name,Patient Last Name,Treatment Name,Treatment Price,Treatment Duration,Staff Member Name,Status,Chief Complaint,Pain Before,Pain After,Notes',
  ...CLIENTS.map(
    (id) =>
      `Main Street,2026-08-${day(id)} 10:00 AM,2026-08-${day(id)} 11:00 AM,C-${id},Ana,Example,60 Minute ${id % 4 ? 'Deep Tissue' : 'Swedish'} Massage,95,60,T. Sample,${id === 2 ? 'No Show' : 'Arrived'},Low back pain,7/10,${id % 5}/10,`,
  ),
].join('\n');
const CHECK_INS = [
  'Timestamp,Client number,How is your pain right now? (0-10),How sore are your muscles right now? Soreness 0-10,Where is your pain? Body area,Anything you want to tell us?',
  ...CLIENTS.map(
    (id) => `8/${id + 2}/2026 9:00:05,C-${id},${id === 3 ? 11 : (id + 1) % 6},${id % 3},,slept well`,
  ),
].join('\n');
const FHIR = bundle([
  encounter(),
  procedure(),
  observation({ subject: { reference: 'Patient/C-1' } }),
  observation({ id: 'o-day', effectiveDateTime: '2026-08-04' }),
]);

/** Only who reads the files knows how many rows of sessions were refused: here 0, elsewhere not known. */
const withoutRefusals = (statistics: object): object =>
  JSON.parse(JSON.stringify(statistics), (key, value) => (key === 'refused' && value === 0 ? null : value));

it('a table by its mapping, a form of which a row is two scores, and FHIR', async () => {
  const files = {
    'visits.csv': [APPOINTMENTS, 'jane-appointments'],
    'check-ins.csv': [CHECK_INS, 'google-forms-checkin'],
    'fhir.json': [JSON.stringify(FHIR), undefined],
  } as const;
  const tally = new RowTally();
  const named: string[] = [];
  for (const [name, [text, mapping]] of Object.entries(files)) {
    const key = importKey({ clinicId: CLINIC, name });
    await writeFile(join(folder, name), text);
    if (mapping !== undefined) {
      const json = JSON.stringify(SHIPPED_MAPPINGS[mapping]);
      await pipeline.dropAt(importMappingKey(key), json);
      await writeFile(join(folder, `${mapping}.json`), json);
      named.push('--mapping', `${name}=${mapping}.json`);
    }
    await pipeline.drop(CLINIC, name, text);
    await pipeline.settle();
    tally.addAll(JSON.parse(await pipeline.object('ImportsBucketName', importResultKey(key))).account);
  }
  const { dataQuality: _, ...imported } = await pipeline.outcomes(CLINIC);
  expect(imported.techniques.find(({ technique }) => technique === 'deep-tissue')!.immediate.n).toBe(11);

  const command = fileURLToPath(new URL('../../../infra/offline/analyse.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, ...Object.keys(files), ...named, '--clinic', CLINIC, '--json'],
    { cwd: folder, maxBuffer: 16 * 1024 * 1024 },
  );
  const { dataQuality, ...analysed } = JSON.parse(stdout) as OutcomeStatistics;
  const account = tally.toJSON();
  expect(dataQuality.rows).toEqual(account);
  expect(account).toMatchObject({
    counts: { skipped: 2, refused: 2 },
    refused: { 'out-of-range': 1 },
  });
  expect(withoutRefusals(analysed)).toEqual(withoutRefusals(imported));
});
