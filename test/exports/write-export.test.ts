import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Sink, writeExport } from '../../shared/exports/write-export.ts';
import type { Fact } from '../../shared/records/record.ts';
import type { Held } from '../../shared/records/versions/held.ts';

const score = (client: string): Held<Fact> =>
  ({
    ...{ type: 'pain-score', scoreId: `p-${client}`, at: '2026-08-03T10:00:00Z', pain: 3 },
    ...{ recordedAt: '2026-08-03T10:00:00Z' },
  }) as Held<Fact>;

test('an export reads no client before the one before is taken, and tells what it has written', async () => {
  const files = new Map<string, string>();
  let [read, taken, mostAhead] = [0, 0, 0];
  const open = (name: string): Sink => {
    files.set(name, '');
    return {
      async write(text) {
        // A slow taker: what is read meanwhile would have to be held.
        await new Promise((done) => setImmediate(done));
        files.set(name, files.get(name)! + text);
        if (name === 'records.ndjson') taken += 1;
      },
      end: async () => {},
    };
  };
  async function* clients() {
    for (let step = 0; step < 50; step += 1)
      yield Array.from({ length: 4 }, (_, index) => `c-${step}-${index}`);
  }
  const {
    clients: count,
    records,
    files: told,
  } = await writeExport(
    {
      clients: clients(),
      async factsOf(client) {
        read += 1;
        mostAhead = Math.max(mostAhead, read - taken);
        return client === 'c-0-0' ? [] : [score(client)];
      },
      clientIdOf: (client) => `id-${client}`,
    },
    open,
  );
  expect([count, records['pain-score'], records['session']]).toEqual([199, 199, 0]);
  // Four at a time; the one of whom nothing is held is never taken.
  expect(mostAhead).toBeLessThanOrEqual(4 + 1);
  for (const { name, bytes, sha256 } of told) {
    const text = files.get(name)!;
    expect([Buffer.byteLength(text), createHash('sha256').update(text).digest('hex')]).toEqual([
      bytes,
      sha256,
    ]);
  }
  expect(files.get('sessions.csv')!.split('\r\n')).toHaveLength(2);
  expect(JSON.parse(files.get('records.ndjson')!.split('\n')[0]!)).toMatchObject({
    clientId: 'id-c-0-1',
    pain: 3,
  });
});
