import type { Random } from '../../../examples/simulation/random.ts';
import { type Day, drawnRecord, type Told } from './records.ts';

/** What somebody asks for by HTTP. */
export type Request = {
  /** Whose token it comes with. */
  subject: string;
  routeKey: string;
  path?: Readonly<Record<string, string>>;
  body?: unknown;
};

/** What one sender sends: batches of a practice system, as its owner's program would send them. */
export function drawnRequests(random: Random, day: Day): Request[] {
  const requests = day.isToAndFro ? random.integer(6, 12) : random.integer(1, 5);
  return Array.from({ length: requests }, () => {
    const most = day.isToAndFro ? 1 : 4;
    const records = Array.from({ length: random.integer(1, most) }, () => drawnRecord(random, day));
    return { subject: 'owner', routeKey: 'POST /v1/records:batch', body: { records } };
  });
}

export const recordsOf = ({ body }: Request) => (body as { records: Told[] }).records;
