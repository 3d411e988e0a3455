import { type ProposedRecord, SKIPPED } from './proposal.ts';

const ENTRY = /^(.*?)\[(\d+)\]/;

/**
 * The records without those whose score lies in another entry of a list than the client: `results[1].pain` is not of the client in
 * `results[0].client`.
 */
export function ofOneEntry(proposed: readonly ProposedRecord[]): ProposedRecord[] {
  return proposed.map((record) => {
    const { needs, fields } = record.template;
    const client = fields['clientId'];
    const column =
      typeof client === 'object' && client !== null && 'column' in client ? String(client.column) : '';
    const [whose, of] = [ENTRY.exec(column), ENTRY.exec(needs?.[0] ?? '')];
    if (!whose || !of || whose[1] !== of[1] || whose[2] === of[2]) return record;
    const why = `lies in another entry of a list than the client in "${column}": never read; bring the entries of "${of[1]}" as rows of their own`;
    return {
      template: SKIPPED,
      decisions: [...record.decisions, { about: needs![0]!, sure: 'undecided', why }],
    };
  });
}
