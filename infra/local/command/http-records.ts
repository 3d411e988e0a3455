import type { ReportedRecord } from '../../../shared/records/record.ts';
import type { Refusal } from '../../../shared/records/refusal.ts';
import { type Api, detailOf } from './api.ts';
import { CommandError } from './command-error.ts';

/** What became of one record that was sent. */
export type SentRecord = { id: string; status: string; refusals: Refusal[] };

type Token = (clinicId: string) => Promise<string>;

/**
 * Sends records through the HTTP door, one request each, in order.
 *
 * @param token a recorder's token of a clinic
 * @throws CommandError when the API failed; a refused record is an answer, not a failure
 */
export async function sendRecords(
  api: Api,
  records: readonly ReportedRecord[],
  token: Token,
): Promise<SentRecord[]> {
  const sent: SentRecord[] = [];
  for (const record of records) {
    const { method, path, id, body } = requestOf(record);
    const answer = await api.send(method, path, await token(record.clinicId), body);
    if (answer.status === 200) {
      sent.push({ id, status: String((answer.body as { status?: unknown }).status), refusals: [] });
    } else if (answer.status < 500 && Array.isArray((answer.body as { refusals?: unknown }).refusals)) {
      const { refusals } = answer.body as { refusals: Refusal[] };
      sent.push({ id, status: 'refused', refusals });
    } else {
      throw new CommandError(
        `${method} ${path} was answered with ${answer.status}: ${detailOf(answer.body)}.`,
      );
    }
  }
  return sent;
}

type Request = { method: 'PUT' | 'DELETE'; path: string; id: string; body?: unknown };

/** The request that reports a record. */
export function requestOf(record: ReportedRecord): Request {
  const item = (collection: string, id: string) => `/v1/${collection}/${encodeURIComponent(id)}`;
  const put = (collection: string, id: string): Request => ({
    method: 'PUT',
    path: item(collection, id),
    id,
    body: record,
  });
  switch (record.type) {
    case 'session':
      return put('sessions', record.sessionId);
    case 'pain-score':
      return put('pain-scores', record.scoreId);
    case 'goal':
      return put('goals', record.goalId);
    case 'measurement':
      return put('measurements', record.measurementId);
    case 'consent':
      return put('consents', record.clientId);
    case 'care': {
      const { clientId, therapistId } = record;
      const path = `${item('clients', clientId)}/care/${encodeURIComponent(therapistId)}`;
      return { method: 'PUT', path, id: therapistId, body: record };
    }
    case 'deletion': {
      const query = new URLSearchParams({ clientId: record.clientId, recordedAt: record.recordedAt });
      const collection = record.of === 'consent' ? 'consents' : `${record.of}s`;
      return { method: 'DELETE', path: `${item(collection, record.id)}?${query}`, id: record.id };
    }
    case 'erasure': {
      const query = new URLSearchParams({ recordedAt: record.recordedAt });
      return { method: 'DELETE', path: `${item('clients', record.clientId)}?${query}`, id: record.clientId };
    }
  }
}
