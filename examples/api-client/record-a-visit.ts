/**
 * A visit and what the client says of it, sent by a program; then what the clinic reads.
 *
 *   API_URL=http://127.0.0.1:... TOKEN=... node record-a-visit.ts
 *
 * The token is an ID token of an owner: `npm start -- --serve --tokens` prints one for this machine.
 */
import { setTimeout } from 'node:timers/promises';
import { createOutcomesClient, isProblem, type Problem, type paths } from 'massage-outcomes-client';

const { API_URL, TOKEN } = process.env;
if (!API_URL || !TOKEN) throw new Error('Set API_URL and TOKEN.');
const api = createOutcomesClient({ baseUrl: API_URL, token: TOKEN });

const print = (line: string) => process.stdout.write(`${line}\n`);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const clientId = 'example-client';
type Session = paths['/v1/sessions/{id}']['put']['requestBody']['content']['application/json'];
/** Ids are the sender's own: the same visit sent again is one visit. */
const id = `visit-${Date.now()}`;
const visit: Session = {
  clientId,
  therapistId: 'example-therapist',
  startedAt: minutesAgo(90),
  endedAt: minutesAgo(30),
  recordedAt: minutesAgo(25),
  complaint: 'neck-pain',
  techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  painBefore: 7,
  painAfter: 4,
};

/** What a refusal says, for whoever has to mend it. */
function told(problem: Problem): string {
  const fields = problem.refusals?.map(({ path, message }) => `${path || 'the record'}: ${message}`);
  return [`${problem.status} ${problem.title} (${problem.code})`, ...(fields ?? [problem.detail])].join(
    '\n    ',
  );
}

/** Asks twice a second until there is something to tell, for a minute. */
async function until<Told>(ask: () => Promise<Told | undefined>): Promise<Told> {
  for (const end = Date.now() + 60_000; Date.now() < end; await setTimeout(500)) {
    const told = await ask();
    if (told !== undefined) return told;
  }
  throw new Error('it has not come within a minute');
}

/** What a request was answered with, or what it was refused for as an exception. */
function answered<Told>({ data, error }: { data?: Told; error?: unknown }): Told {
  if (data !== undefined) return data;
  throw new Error(isProblem(error) ? told(error) : JSON.stringify(error));
}

const put = (body: Partial<Session>) =>
  api.PUT('/v1/sessions/{id}', { params: { path: { id } }, body: { ...visit, ...body } });

// 1. A slip is refused, and each field is named.
const refused = await put({ painAfter: 11 });
if (!isProblem(refused.error)) throw new Error('expected 11 to be refused');
print(`refused  ${told(refused.error)}`);

// 2. The visit, and what the client says at home.
print(`session  ${answered(await put({})).status}`);
const score = { clientId, at: minutesAgo(5), pain: 3, soreness: 1 };
const entry = { params: { path: { id: `score-of-${id}` } }, body: score };
print(`score    ${answered(await api.PUT('/v1/pain-scores/{id}', entry)).status}`);

// 3. What is read follows within seconds: asked for again by its tag, what has not changed is not sent.
let tag = '';
await until(async () => {
  const { data, response } = await api.GET('/v1/clients/{id}/timeline', {
    params: { path: { id: clientId }, header: tag === '' ? {} : { 'If-None-Match': tag } },
  });
  tag = response.headers.get('etag') ?? '';
  return data?.sessions.find((session) => session.sessionId === id);
});
print('visible  on the timeline of the client');

// 4. What has come of the sessions of the month.
const month = visit.startedAt.slice(0, 7);
const outcomes = await until(async () => {
  const read = await api.GET('/v1/outcomes', { params: { query: { from: month, to: month } } });
  const told = answered(read);
  return told.techniques.length > 0 ? told : undefined;
});
for (const { technique, sessions, immediate } of outcomes.techniques) {
  print(`outcomes ${technique}: sessions ${sessions}, mean improvement ${immediate.improvement.mean}`);
}

// 5. Another version of the same instant contradicts what is held: which of the two holds is for a person to say.
const contradicted = await put({ painAfter: 5 });
if (!isProblem(contradicted.error) || contradicted.error.status !== 409) throw new Error('expected 409');
print(`refused  ${told(contradicted.error)}`);
const correction = { painAfter: 5, recordedAt: minutesAgo(0) };
print(`session  ${answered(await put(correction)).status}, as a correction`);
