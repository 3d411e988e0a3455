import type { AnonymisedTable } from '../../../shared/privacy/anonymised-table.ts';
import type { Programme } from '../../../shared/privacy/programme/programme.ts';
import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import type { ReleaseFile } from '../../../shared/releases/files/release-file.ts';
import type { ReleaseTerms } from '../../../shared/releases/release-terms.ts';
import { filesOf, MECHANISMS, termsOf } from '../../audit/release-folder.ts';
import { programmeNamed } from '../../privacy/audit/publications.ts';
import type { Findings } from '../verdict.ts';

/** From exact counts to the files that partners get: by the real mechanisms and renderer, or by faulty ones. */
export type Publisher = {
  anonymise(terms: ReleaseTerms, tally: PeriodTally): Promise<AnonymisedTable>;
  /** @param exact what a sound renderer never looks at */
  render(terms: ReleaseTerms, table: AnonymisedTable, exact: PeriodTally): Promise<ReleaseFile[]>;
};

export type FileAttack = (publisher: Publisher) => Promise<Findings>;

export const REAL: Publisher = {
  async anonymise(terms, tally) {
    const mechanism = MECHANISMS[terms.programme.mode];
    return mechanism.table(terms, await mechanism.anonymise({ terms, tally }, []));
  },
  render: filesOf,
};

/** What a world's release looks like to a partner. */
export type Published = {
  terms: ReleaseTerms;
  table: AnonymisedTable;
  files: ReadonlyMap<string, Uint8Array>;
};

export const MODES: readonly Programme['mode'][] = ['differential-privacy', 'threshold'];

export async function publish(
  publisher: Publisher,
  mode: Programme['mode'],
  tally: PeriodTally,
): Promise<Published> {
  const terms = termsOf(programmeNamed('spine-study', mode), '2026Q3');
  const table = await publisher.anonymise(terms, tally);
  const rendered = await publisher.render(terms, table, tally);
  return { terms, table, files: new Map(rendered.map(({ name, bytes }) => [name, bytes])) };
}

/** An attack on one release at a time, on those of every world and both modes. */
export const onEach =
  (
    attack: (published: Published) => Findings | Promise<Findings>,
    worlds: readonly PeriodTally[],
  ): FileAttack =>
  async (publisher) => {
    const findings = new Set<string>();
    for (const mode of MODES)
      for (const world of worlds)
        for (const finding of await attack(await publish(publisher, mode, world)))
          findings.add(`${mode}: ${finding}`);
    return [...findings];
  };

export const textOf = ({ files }: Published, name: string) => new TextDecoder().decode(files.get(name));
