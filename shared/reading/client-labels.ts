import { openLabel } from '../clinics/client-label.ts';
import type { ClientReading } from './client-reading.ts';

export type LabelDeps = Pick<ClientReading, 'labels' | 'labelKeyOf'> & {
  /** What holds now: once a clinic has turned labels off, no page shows one any more. */
  settings: Pick<ClientReading['settings'], 'current'>;
};

/**
 * The labels of some clients, by pseudonym; none where the clinic keeps none. What does not open, since somebody has
 * changed or moved it, is no label.
 *
 * @param clients who hold what is theirs, and whom the reader may see
 */
export async function readLabels(
  { settings, labels, labelKeyOf }: LabelDeps,
  clinicId: string,
  clients: readonly string[],
): Promise<Map<string, string>> {
  if ((await settings.current(clinicId)).labels !== 'on') return new Map();
  const held = await labels.of(clients.map((client) => ({ clinicId, client })));
  if (held.size === 0) return new Map();
  const key = await labelKeyOf(clinicId);
  const opened = [...held].map(([client, { sealed, client: sealedFor }]) => {
    return [client, openLabel(key, { clinicId, client: sealedFor }, sealed)] as const;
  });
  return new Map(opened.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}
