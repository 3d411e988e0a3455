import { randomInt } from 'node:crypto';
import { asAnonymised } from '../../../shared/privacy/anonymised-table.ts';
import type { Mechanism } from '../../../shared/releases/mechanism.ts';

/**
 * A mechanism of which every drawing can be told apart: it publishes one drawn number and nothing else, so
 * that a second one to leave would be seen.
 */
export function drawingMechanism(microRho = 62_500): Mechanism & { drawn: number } {
  return {
    drawn: 0,
    charge: () => ({ tables: { cells: microRho }, microRho }),
    async anonymise() {
      this.drawn += 1;
      return JSON.stringify({ noise: randomInt(2 ** 40) });
    },
    table: ({ release }, kept) =>
      asAnonymised({
        fields: [
          { name: 'period', type: 'string', description: 'The period', nullable: false },
          { name: 'noise', type: 'number', description: 'What was drawn', nullable: false },
        ],
        primaryKey: ['period'],
        rows: [{ period: release.period, noise: (JSON.parse(kept) as { noise: number }).noise }],
        privacy: { mode: 'test' },
        method: '# Method\n',
      }),
  };
}
