import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claims } from '../../shared/claims/claims.ts';
import { goalStanding } from '../../shared/goals/goal-standing.ts';
import { gatherOutcomes } from '../offline/gather-outcomes.ts';
import type { Said } from './scenarios/scenario.ts';

const EVERY_MONTH = { from: null, to: null };
/** Memory where there is some, so that a hundred thousand files cost no disk. */
const FOLDERS = ['/dev/shm', tmpdir()];

/** The door that a user's file goes through: the same reader and the same claims as `npm run analyse`. */
export class ClaimsReader {
  readonly #folder = temporaryFolder();
  readonly #path = join(this.#folder, 'clinic.ndjson');

  /**
   * @param text a clinic's records, one a line
   * @throws Error when a row is refused: the simulation is wrong then
   */
  async read(text: string): Promise<Said> {
    writeFileSync(this.#path, text);
    const file = {
      label: 'clinic.ndjson',
      path: this.#path,
      format: 'ndjson' as const,
      bytes: statSync(this.#path).size,
    };
    const { table, goals, refused } = await gatherOutcomes([file], {
      // Simulated clinics are of any year.
      arrivedAt: '9999-01-01T00:00:00Z',
      clinic: undefined,
      months: EVERY_MONTH,
      threads: 0,
    });
    const first = refused[0]?.first[0];
    if (first) throw new Error(`line ${first.line}: ${first.path}: ${first.message}`);
    return { claims: claims(table, undefined), table, goals, standingOf: goalStanding };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string {
  for (const folder of FOLDERS) {
    try {
      return mkdtempSync(join(folder, 'calibrate-'));
    } catch {
      // The next one.
    }
  }
  throw new Error(`no folder for temporary files: tried ${FOLDERS.join(' and ')}`);
}
