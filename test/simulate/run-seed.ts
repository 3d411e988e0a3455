import { clinicSources } from '../../infra/verify/clinics-to-check.ts';
import { masterKeys } from '../../shared/clinics/master-keys.ts';
import type { PlacedResult } from '../../shared/intake/screen.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { createArrivals } from '../../shared/storage/clinics/arrivals.ts';
import { createClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { clientPk } from '../../shared/storage/keys/keys.ts';
import { verifyClinic } from '../../shared/views/verify-clinic.ts';
import { wrongAnswers } from './judged/answers.ts';
import { leftByErasures } from './judged/erasures.ts';
import type { Heard } from './judged/heard.ts';
import { heldRecords } from './judged/held.ts';
import { wrongHolders } from './judged/identities.ts';
import { heardOfFile } from './judged/imports.ts';
import { wrongReleases } from './judged/releases.ts';
import { type Fault, faultsOfRaces } from './schedule/faults.ts';
import { RestlessError } from './schedule/schedule.ts';
import { drawnFile } from './sent/files.ts';
import { CLIENTS } from './sent/records.ts';
import { drawnRequests, recordsOf } from './sent/requests.ts';
import { FileSender } from './world/files.ts';
import { Releases } from './world/releases.ts';
import { type Answered, Sender } from './world/sender.ts';
import { MASTER_SECRET_TEXT, OUTCOMES, RECORDS, REGISTRY } from './world/tables.ts';
import { CLINIC, World } from './world/world.ts';

/** In some seeds few records change to and fro; where races are asked for, in all of them. */
const SHARE_OF_RACES = 0.2;
/** Of some seeds the quarter is released in the end. */
const SHARE_WITH_RELEASE = 0.3;

/** What a run of one seed came to. */
export type SeedReport = {
  seed: string;
  steps: number;
  /** Of everything that happened, in its order. */
  digest: string;
  happened: ReadonlyMap<Fault, number>;
  records: number;
  views: number;
  /** What is not as it has to be. */
  wrong: string[];
};

/** How a seed is run. */
export type SeedOptions = {
  /** Every day is one of races: few records that change to and fro, and little that fails. */
  races?: boolean;
  /** Is told of every step. */
  log?: (line: string) => void;
  onAnswer?: (answered: Answered) => void;
};

/** Lets a clinic's day happen by a seed until all is at rest, and judges what has become of it. */
export async function runSeed(
  seed: string,
  { races = false, log, onAnswer }: SeedOptions = {},
): Promise<SeedReport> {
  const world = new World(seed, log);
  const { random } = world.schedule;
  const heard: Heard[] = [];
  const wrong: string[] = [];
  const day = {
    isCruel: random.chance(0.5),
    isToAndFro: random.chance(races ? 1 : SHARE_OF_RACES),
    clients: CLIENTS.slice(0, random.integer(1, CLIENTS.length)),
  };
  if (day.isToAndFro) world.schedule.faults = faultsOfRaces(random);
  for (let senders = random.integer(1, 3); senders > 0; senders -= 1) {
    const requests = drawnRequests(random, day);
    world.schedule.add(
      new Sender(world.schedule, world.ingest, requests, (answer) => {
        onAnswer?.(answer);
        hear(answer, heard, wrong);
      }),
    );
  }
  const files = Array.from({ length: random.integer(0, 2) }, (_, index) =>
    drawnFile(random, day, CLINIC, index),
  );
  world.schedule.add(new FileSender(world.schedule, world.buckets, world.imports, files));
  let views = 0;
  try {
    await world.untilRest();
    if (random.chance(SHARE_WITH_RELEASE)) wrong.push(...(await release(world)));
    for (const file of files) {
      const told = heardOfFile(world.buckets, file);
      heard.push(...told.heard);
      wrong.push(...told.wrong);
    }
    views = await judge(world, heard, wrong);
  } catch (error) {
    if (!(error instanceof RestlessError)) throw error;
    wrong.push(error.message);
  }
  const { steps, happened } = world.schedule;
  return { seed, steps, digest: world.schedule.digest(), happened, records: heard.length, views, wrong };
}

/** The quarter ends, and is released. @returns what is wrong with that */
async function release(world: World): Promise<string[]> {
  const releases = new Releases(world);
  await world.untilRest([releases]);
  return wrongReleases(world, releases.programme);
}

function hear({ request, status, body }: Answered, heard: Heard[], wrong: string[]): void {
  if (status !== 200) {
    wrong.push(`a batch was answered ${status}: ${JSON.stringify(body)}`);
    return;
  }
  const { results } = body as { results: PlacedResult[] };
  const records = recordsOf(request);
  if (results.length !== records.length) wrong.push(`${results.length} answers to ${records.length} records`);
  for (const [index, record] of records.entries()) heard.push({ record, result: results[index]! });
}

/** @returns how many items of views were looked at */
async function judge(world: World, heard: readonly Heard[], wrong: string[]): Promise<number> {
  const observer = world.observer();
  const tables = { recordsTable: RECORDS, outcomesTable: OUTCOMES, registryTable: REGISTRY };
  const { items, drifts } = await verifyClinic(
    clinicSources(observer, tables, () => {}),
    CLINIC,
  );
  wrong.push(...drifts.map(({ is, entity, key }) => `${is}: ${entity} ${key.pk} ${key.sk}`));

  const registry = createClinicRegistry(observer, REGISTRY);
  const { keyOfClinic } = createClinicKeys(registry, async () => masterKeys(MASTER_SECRET_TEXT));
  const key = await keyOfClinic(CLINIC);
  const clientOf = new Map(
    CLIENTS.map((id) => [clientPk({ clinicId: CLINIC, client: pseudonym(key, id) }), id]),
  );
  const held = heldRecords(world.tables, (pk) => clientOf.get(pk as never) ?? pk);
  wrong.push(
    ...wrongAnswers(heard, held, CLINIC),
    ...wrongHolders(world.tables),
    ...leftByErasures(world.tables),
  );

  const arrived = (await createArrivals(observer, OUTCOMES).all()).get(CLINIC);
  const expected = world.lastArrival && `${world.lastArrival.slice(0, 16)}:00Z`;
  if (arrived !== expected) wrong.push(`the latest record came ${expected}, and ${arrived} is noted`);
  return items;
}
