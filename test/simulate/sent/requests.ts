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
  return Array.from({ length: random.integer(1, 5) }, () => {
    const records = Array.from({ length: random.integer(1, 4) }, () => drawnRecord(random, day));
    return { subject: 'owner', routeKey: 'POST /v1/records:batch', body: { records } };
  });
}

export const recordsOf = ({ body }: Request) => (body as { records: Told[] }).records;
