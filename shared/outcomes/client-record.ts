import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';
import type { Held } from '../records/versions/held.ts';

/** The facts that session outcomes are derived from, all of one client. */
export type ClientRecord = Held<Session> | Held<PainScore>;
