import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createDigestHandler } from '../../functions/write-digests/handler.ts';
import { DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';
import { createLog } from '../../shared/log.ts';
import type { DigestId } from '../../shared/reports/stores/report-keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';

const TIME = '2026-08-24T04:00:00Z';
const message = (messageId: string, body: string) => ({ messageId, body });
const event = (...messages: object[]) => ({ Records: messages }) as unknown as SQSEvent;

/** A handler over one therapist's empty month of each clinic; `failing` cannot be read. */
function started(failing?: string) {
  const sent: object[] = [];
  const ran: string[] = [];
  const written: DigestId[] = [];
  const sessions = [
    { sessionId: 's', therapistId: 't-1', startedAt: '2026-08-20T10:00:00Z', complaint: 'stress' },
  ];
  const handler = createDigestHandler({
    inCareOn: () => async (_clinicId, _therapistId, clients) => new Set(clients),
    views: {
      async *each(pk: string): AsyncGenerator<StoredView> {
        if (failing !== undefined && pk.includes(failing)) throw new Error('throttled');
        if (!pk.endsWith('#MONTH#2026-08')) return;
        yield {
          key: { pk, sk: 'CLIENT#p' },
          revision: 'r',
          content: JSON.stringify({ sessions, journal: [] }),
        };
      },
    },
    digests: {
      write: async (id: DigestId) => {
        written.push(id);
      },
    },
    settings: { of: async () => DEFAULT_SETTINGS },
    clinics: async function* () {
      yield* ['north', 'south'];
    },
    send: async (messages) => {
      sent.push(...messages);
    },
    ran: async (time) => void ran.push(time),
    log: createLog('write-digests', () => {}),
  });
  return { handler, sent, written, ran };
}

describe('write-digests', () => {
  it('cuts a job of all clinics, or of several, into one for each, with the same scheduled time, and writes nothing yet', async () => {
    const { handler, sent, written, ran } = started();
    for (const clinics of [undefined, ['north', 'south']]) {
      sent.length = 0;
      const job = JSON.stringify({ scheduledTime: TIME, clinics });
      expect(await handler(event(message('m', job)))).toEqual({ batchItemFailures: [] });
      expect(sent).toEqual([
        { scheduledTime: '2026-08-24T04:00:00+00:00', clinics: ['north'] },
        { scheduledTime: '2026-08-24T04:00:00+00:00', clinics: ['south'] },
      ]);
    }
    expect(written).toEqual([]);
    expect(ran, 'only the schedule names no clinic').toEqual(['2026-08-24T04:00:00+00:00']);
    const again = started();
    await again.handler(event(message('m', JSON.stringify(sent[1]))));
    expect(again.written).toEqual([{ clinicId: 'south', therapistId: 't-1', asOf: '2026-08-23' }]);
    expect([again.sent, again.ran]).toEqual([[], []]);
  });

  it('gives back the clinic that fails, and a message that is no job, and only those', async () => {
    const { handler, written } = started('north');
    const job = (clinic: string) => JSON.stringify({ scheduledTime: TIME, clinics: [clinic] });
    const answer = await handler(
      event(
        message('bad', job('north')),
        message('good', job('south')),
        message('empty', JSON.stringify({ scheduledTime: TIME, clinics: [] })),
        message('timeless', JSON.stringify({ scheduledTime: 'Monday', clinics: ['south'] })),
      ),
    );
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'bad',
      'empty',
      'timeless',
    ]);
    expect(written).toHaveLength(1);
  });
});
