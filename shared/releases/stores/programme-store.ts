import { ConfigError, DomainError } from '../../errors.ts';
import { type Programme, programmeOf, programmesOf } from '../../privacy/programme/programme.ts';
import { collect, type Item, keyOf, mapKey, text, textOf } from '../../storage/aws/dynamodb.ts';
import type { ItemTable, TableAction } from '../../storage/aws/item-table.ts';
import { clinicEntry } from '../../storage/clinics/clinic-item.ts';
import {
  PROGRAMME_SK_PREFIX,
  PROGRAMMES_GUARD,
  PROGRAMMES_PK,
  programmeItem,
  settingsItem,
} from '../../storage/keys/keys.ts';

/** For how long a request may use what another has read. */
const RECENT_SECONDS = 60;
/** As text, which leaves room in an item of 400 KB: some 25,000 clinics of ten letters. */
const LONGEST_PROGRAMME = 350_000;
/** A transaction has a hundred actions at most, and one is the guard's. */
const MOST_AT_ONCE = 99;

/** Programmes were changed by somebody else at the same time, or cannot be what is asked for. */
export class ProgrammeNotChangedError extends DomainError {
  constructor(message: string) {
    super('programme.not-changed', message);
  }
}

type Reading = Pick<ItemTable, 'query'>;

/** The programmes of the deployment, by name, as they are now. @throws ConfigError for what is none */
export async function allProgrammes(registry: Reading): Promise<Programme[]> {
  const items = await collect(registry.query(PROGRAMMES_PK, PROGRAMME_SK_PREFIX));
  return items.map((item) => programmeOf(JSON.parse(textOf(item, 'programme')!)));
}

/** The same, as they were at most a minute ago: for what a request asks. */
export function recentProgrammes(registry: Reading, clock: () => Date): () => Promise<readonly Programme[]> {
  let known: { until: number; programmes: Promise<Programme[]> } | undefined;
  return () => {
    const now = clock().getTime();
    if (known && known.until > now) return known.programmes;
    const reading = { until: now + RECENT_SECONDS * 1000, programmes: allProgrammes(registry) };
    known = reading;
    reading.programmes.catch(() => {
      if (known === reading) known = undefined; // the next call asks again
    });
    return reading.programmes;
  };
}

/**
 * The agreements with partners, in the Registry table, an item each. What holds between them, above all that a clinic
 * counts in one at most, is checked with all of them in hand; the guard lets through who has seen them all.
 */
export function createProgrammeStore(registry: Pick<ItemTable, 'query' | 'getAll' | 'transact'>) {
  const guarded = async () => {
    const guard = (await registry.getAll([PROGRAMMES_GUARD])).get(mapKey(PROGRAMMES_GUARD));
    return { revision: Number(guard?.['revision']?.N ?? '0'), held: await allProgrammes(registry) };
  };
  const change = async (revision: number, actions: readonly TableAction[]): Promise<void> => {
    const guard: TableAction = {
      Put: {
        Item: { ...keyOf(PROGRAMMES_GUARD), revision: { N: String(revision + 1) } },
        ConditionExpression: 'attribute_not_exists(pk) OR revision = :seen',
        ExpressionAttributeValues: { ':seen': { N: String(revision) } },
      },
    };
    if (await registry.transact([guard, ...actions])) {
      throw new ProgrammeNotChangedError('somebody else is changing programmes; try again');
    }
  };

  const write = async (value: unknown, mayReplace: boolean): Promise<readonly Programme[]> => {
    const wanted = programmesOf(value);
    if (wanted.length > MOST_AT_ONCE) {
      throw new ProgrammeNotChangedError(`expected at most ${MOST_AT_ONCE} programmes at once`);
    }
    const { revision, held } = await guarded();
    const names = new Set(wanted.map(({ programme }) => programme));
    const others = held.filter(({ programme }) => !mayReplace || !names.has(programme));
    programmesOf([...wanted, ...others]);
    await requireHeld(registry, wanted);
    const actions = wanted.map((programme): TableAction => ({ Put: { Item: itemOf(programme) } }));
    await change(revision, actions);
    return wanted;
  };

  return {
    all: () => allProgrammes(registry),

    /** As `put`, of programmes that are new. */
    add: (value: unknown) => write(value, false),

    /**
     * Adds programmes, or replaces those of the same names: all or none.
     *
     * @param value a list as `programmesOf` reads it
     * @returns them, with all that was left out
     * @throws ConfigError that names the field and what was expected, ProgrammeNotChangedError
     */
    put: (value: unknown) => write(value, true),

    /** Ends a programme; what was released under it stays, and stays counted. @returns whether there was one */
    async remove(name: string): Promise<boolean> {
      const { revision, held } = await guarded();
      if (!held.some(({ programme }) => programme === name)) return false;
      await change(revision, [{ Delete: { Key: keyOf(programmeItem(name)) } }]);
      return true;
    },
  };
}

/** @throws ConfigError that names the first clinic that the deployment does not hold */
async function requireHeld(
  registry: Pick<ItemTable, 'getAll'>,
  programmes: readonly Programme[],
): Promise<void> {
  const items = await registry.getAll(programmes.flatMap(({ clinics }) => clinics.map(settingsItem)));
  for (const [index, { clinics }] of programmes.entries()) {
    const stranger = clinics.findIndex(
      (clinic) => !clinicEntry(items.get(mapKey(settingsItem(clinic)))).origin,
    );
    if (stranger < 0) continue;
    throw new ConfigError(
      `programmes.${index}.clinics.${stranger}: "${clinics[stranger]}" is no clinic of this deployment`,
    );
  }
}

function itemOf(programme: Programme): Item {
  const held = JSON.stringify(programme);
  if (held.length > LONGEST_PROGRAMME) {
    throw new ProgrammeNotChangedError(
      `"${programme.programme}" is too long to be kept: ${held.length} characters, at most ${LONGEST_PROGRAMME}`,
    );
  }
  return { ...keyOf(programmeItem(programme.programme)), entity: text('programme'), programme: text(held) };
}
