import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANNOT_TELL } from '../../../shared/journal/journal-answers.ts';
import { codeIn } from '../../../shared/journal/journal-code.ts';
import { PARTNER_REPORTS } from '../../../shared/pages/journal/journal-consent.ts';
import { SEALED_FORM } from '../../../shared/pages/journal/journal-form.ts';
import { dateAfter } from '../../../shared/records/time/calendar-days.ts';
import { itemsOfPartition } from '../../../shared/storage/aws/dynamodb.ts';
import { journalLinkItem, journalLinksPk } from '../../../shared/storage/keys/keys.ts';
import { type Caller, type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const clinic = 'lakeside';
const other = 'hillside';
const therapistId = 't-lake';
const HER: Caller = { clinic, role: 'therapist', therapist: therapistId };
const owner = (of = clinic): Caller => ({ clinic: of, role: 'owner' });
const today = new Date().toISOString().slice(0, 10);

let pipeline: Pipeline;
let dynamodb: DynamoDBClient;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic, other]);
  dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
});
afterAll(async () => {
  dynamodb?.destroy();
  await pipeline.stop();
});

const put = async (path: string, body: object, of = clinic) => {
  const sent = await pipeline.request('PUT', path, { clinic: of, role: 'recorder' }, body);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
};

/** A client with a session a day ago, by the clocks of a clinic five hours behind UTC. */
async function newClient(clientId: string, of = clinic) {
  const at = (hours: number) =>
    `${new Date(Date.now() + (hours - 5) * 3_600_000).toISOString().slice(0, 19)}-05:00`;
  await put(
    `/v1/sessions/s-${clientId}`,
    {
      ...{ clientId, therapistId, startedAt: at(-25), endedAt: at(-24), complaint: 'neck-pain' },
      techniques: [{ technique: 'deep-tissue', minutes: 50 }],
    },
    of,
  );
}

const goalOf = (clientId: string, part: object) => ({
  ...{ clientId, therapistId, startsOn: dateAfter(today, -7), dueOn: dateAfter(today, 30) },
  ...part,
});

async function linkTo(clientId: string, of = clinic): Promise<string> {
  const { status, body } = await pipeline.request('POST', `/v1/clients/${clientId}/journal-link`, owner(of));
  expect(status).toBe(201);
  return body.url;
}

async function look(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers, redirect: 'manual' });
  const body = await response.text();
  return {
    status: response.status,
    body,
    form: new RegExp(`name="${SEALED_FORM}" value="([^"]+)"`).exec(body)?.[1],
  };
}

async function send(url: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  const to = response.headers.get('location');
  return {
    status: response.status,
    body: await response.text(),
    to: to === null ? '' : new URL(to, url).href,
  };
}

async function answer(url: string, fields: Readonly<Record<string, string>>) {
  const { form } = await look(url);
  return send(url.split('?')[0]!, { [SEALED_FORM]: form!, ...fields });
}

async function timeline(clientId: string, of = clinic) {
  return (await pipeline.request('GET', `/v1/clients/${clientId}/timeline`, owner(of))).body;
}

describe('the whole round of a journal', () => {
  it('is handed over by one tap, answered, corrected, renewed and withdrawn', async () => {
    await newClient('c-round');
    await put(
      '/v1/goals/g-round',
      goalOf('c-round', { kind: 'function', measure: 'psfs:running', unit: 'score', baseline: 3, target: 8 }),
    );
    const desk = await signedIn(pipeline, { clinic, role: 'therapist', therapist: therapistId });
    const found = await desk.form('/clients', { clientId: 'c-round' }, '/clients');
    const page = new URL(found.location!, 'http://x').pathname;
    expect((await desk.page(page)).body).toContain('Hand over the journal');
    const made = await desk.form(`${page}/journal-link`, {}, page);
    expect(made.status).toBe(303);
    const card = await desk.page(made.location!);
    expect(card.body).toContain('<svg class="qr"');
    const url = /id="journal-link" readonly value="([^"]+)"/.exec(card.body)![1]!;
    expect(made.location).not.toContain(url.split('/').at(-1));

    const opened = await look(url);
    expect(opened.status).toBe(200);
    expect(opened.body).toContain(`${clinic} · your journal until `);
    expect(opened.body).toMatch(
      /<legend>[^<]*pain now\?\s*<span class="ends">0: no pain, 10: worst imaginable/,
    );
    expect(opened.body).toContain('How well can you do this today: running?');
    const sent = await send(url, {
      [SEALED_FORM]: opened.form!,
      pain: '6',
      soreness: CANNOT_TELL,
      'goal-0': '5',
    });
    expect(sent.status).toBe(303);
    // Thanks are for what is kept: without an entry, and for a made-up one, the question comes again.
    const madeUp = 'entry=journal-6f1c2a3b-0000-4000-8000-00000000000f';
    for (const nothingKept of [`${url}/thanks`, `${url}/thanks?${madeUp}`]) {
      expect((await look(nothingKept)).status).toBe(303);
    }
    const thanks = await look(sent.to);
    expect(thanks.body).toContain('Your pain: 6 of 10.');
    const first = await timeline('c-round');
    expect(first.painScores).toMatchObject([{ pain: 6, window: 'now' }]);
    expect(first.painScores[0]).not.toHaveProperty('soreness');
    expect(first.painScores[0].at).toMatch(/-05:00$/);
    expect(first.measurements).toMatchObject([{ goalId: 'g-round', value: 5 }]);

    // Within the hour, what was wrong is replaced, and what cannot be told any more is taken back.
    const again = new URL(
      /href="([^"]*entry=[^"]*)">Send again/.exec(thanks.body)![1]!.replaceAll('&amp;', '&'),
      url,
    ).href;
    expect((await look(again)).body).toMatch(/value="6" required checked/);
    const corrected = await answer(again, { pain: '3', soreness: '1', 'goal-0': CANNOT_TELL, when: 'now' });
    expect(corrected.status).toBe(303);
    const second = await timeline('c-round');
    expect(second.painScores).toMatchObject([
      { pain: 3, soreness: 1, at: first.painScores[0].at, scoreId: first.painScores[0].scoreId },
    ]);
    expect(second.measurements).toEqual([]);

    // Renewed: the old card opens nothing any more.
    expect((await desk.page(page)).body).toContain(`made on`);
    const renewed = await desk.form(`${page}/journal-link`, {}, page);
    const newUrl = /id="journal-link" readonly value="([^"]+)"/.exec(
      (await desk.page(renewed.location!)).body,
    )![1]!;
    expect(newUrl).not.toBe(url);
    expect([(await look(url)).status, (await look(newUrl)).status]).toEqual([404, 200]);
    expect((await desk.page(made.location!)).body).not.toContain('<svg class="qr"');
    expect(
      (await send(url, { [SEALED_FORM]: opened.form!, pain: '9', soreness: '9', 'goal-0': '9' })).status,
    ).toBe(404);

    const withdrawn = await desk.form(`${page}/journal-link/withdraw`, {}, page);
    expect(withdrawn).toMatchObject({ status: 303, location: page });
    for (const path of ['', '/thanks', '/consent']) expect((await look(`${newUrl}${path}`)).status).toBe(404);
    expect((await desk.page(page)).body).toContain('Hand over the journal');
    expect((await timeline('c-round')).painScores).toEqual(second.painScores);
    await pipeline.settle();
  });

  it('an entry that was sent more than an hour ago stays, and what is sent becomes a new form', async () => {
    await newClient('c-late');
    const url = await linkTo('c-late');
    const entryId = 'journal-6f1c2a3b-0000-4000-8000-000000000001';
    const at = new Date(Date.now() - 2 * 3_600_000).toISOString();
    await put(`/v1/pain-scores/${entryId}`, { clientId: 'c-late', at, pain: 8, recordedAt: at });
    const page = await look(`${url}?entry=${entryId}`);
    expect(page.body).toContain('The hour in which an entry can be replaced is over');
    await answer(`${url}?entry=${entryId}`, { pain: '1', soreness: '0' });
    expect((await timeline('c-late')).painScores.map(({ pain }: { pain: number }) => pain)).toEqual([8, 1]);
  });

  it('what was felt earlier is told as such, never as now', async () => {
    await newClient('c-earlier');
    const url = await linkTo('c-earlier');
    const sent = await answer(url, { pain: '4', soreness: '2', when: 'yesterday-evening' });
    expect(sent.status).toBe(303);
    const [score] = (await timeline('c-earlier')).painScores;
    expect(score).toMatchObject({ pain: 4, at: expect.stringMatching(/T20:00:00-05:00$/) });
    expect(['past-24-hours', 'past-week']).toContain(score.window);
  });

  it('a form comes back with what was typed, each error at its question', async () => {
    await newClient('c-slips');
    const url = await linkTo('c-slips');
    const back = await answer(url, { pain: '7', soreness: '11' });
    expect(back.status).toBe(400);
    expect(back.body).toMatch(/<fieldset id="soreness"[^>]* aria-describedby="soreness-error"/);
    expect(back.body).toContain(
      '<a href="#soreness">How sore are you from the massage? Choose a number from 0 to 10',
    );
    expect(back.body).toMatch(/name="pain" value="7" required checked/);
    const spanish = await answer(url, { pain: CANNOT_TELL, soreness: CANNOT_TELL, language: 'es' });
    expect(spanish.status).toBe(400);
    expect(spanish.body).toContain('<html lang="es">');
    expect(spanish.body).toContain('no hay nada que guardar');
    expect((await timeline('c-slips')).painScores).toEqual([]);
  });

  it('speaks the language of whoever reads, and offers the others', async () => {
    await newClient('c-words');
    const url = await linkTo('c-words');
    const spanish = await look(url, { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' });
    expect(spanish.body).toContain('<html lang="es">');
    expect(spanish.body).toContain('¿Cómo está el dolor ahora?');
    expect(spanish.body).toMatch(/<a href="\?language=en" lang="en" hreflang="en">English<\/a>/);
    expect((await look(`${url}?language=en`, { 'accept-language': 'es' })).body).toContain(
      '<html lang="en">',
    );
    expect((await look(`${url}x`, { 'accept-language': 'es' })).body).toContain('no abre ningún diario');
  });
});

describe('consent to partner reports', () => {
  const held = async (clientId: string) => {
    const { body } = await pipeline.request('GET', `/v1/clients/${clientId}/history?of=consent`, owner());
    return body.versions.map(({ door, content }: { door: string; content: { partnerReports: boolean } }) => [
      door,
      content.partnerReports,
    ]);
  };

  it('is asked for, given and taken back by the journal, whoever wrote it down before', async () => {
    await newClient('c-consent');
    const url = await linkTo('c-consent');
    expect((await look(`${url}/consent`)).body).toContain('You have not said anything yet');
    const given = await send(`${url}/consent`, { [PARTNER_REPORTS]: 'yes' });
    expect(given.status).toBe(303);
    expect((await look(given.to)).body).toContain('You have agreed to be counted.');
    expect(await held('c-consent')).toEqual([['journal', true]]);
    await put('/v1/consents/c-consent', { partnerReports: true, recordedAt: new Date().toISOString() });
    await send(`${url}/consent`, { [PARTNER_REPORTS]: 'no' });
    const sent = await answer(url, { pain: '4', soreness: CANNOT_TELL });
    expect((await look(sent.to)).body).toContain('You have said that you are to be left out.');
    expect((await held('c-consent'))[0]).toEqual(['journal', false]);
    expect((await send(`${url}/consent`, { [PARTNER_REPORTS]: 'perhaps' })).status).toBe(400);
  });
});

describe('a form that was open while its link ended', () => {
  it('says what was answered, so that it can be sent by the new link, in the words of the reader', async () => {
    await newClient('c-ended');
    const old = await linkTo('c-ended');
    const { form } = await look(old);
    await pipeline.request('DELETE', '/v1/clients/c-ended/journal-link', owner());
    const fresh = await linkTo('c-ended');
    const answers = { [SEALED_FORM]: form!, pain: '6', soreness: '2' };
    const sent = await send(old, answers);
    expect(sent.status).toBe(404);
    expect(sent.body).toContain('Nothing was sent. You had answered: pain 6, soreness 2.');
    const spanish = await send(`${old}?language=es`, answers);
    expect(spanish.body).toContain('Había respondido: dolor 6, molestias 2.');
    expect((await send(old, { pain: '6' })).body, 'of no form of ours').toBe((await look(old)).body);
    expect((await timeline('c-ended')).painScores).toEqual([]);
    // The form itself is the client's, whichever of the links it is sent by.
    expect((await send(fresh, answers)).status).toBe(303);
    expect((await timeline('c-ended')).painScores).toMatchObject([{ pain: 6, soreness: 2 }]);
  });

  it('that cannot be read leads back to the journal', async () => {
    await newClient('c-unread');
    const url = await linkTo('c-unread');
    const sent = await send(url, { pain: '3', note: 'x'.repeat(20_000) });
    expect([sent.status, sent.body.includes('could not be read')]).toEqual([400, true]);
    expect(sent.body).toContain(`href="${new URL(url).pathname}?language=en"`);
  });
});

describe('whoever should not', () => {
  it("finds nothing by guessing, and a link leads to its own clinic's client only", async () => {
    await newClient('c-same', clinic);
    await newClient('c-same', other);
    const [mine, theirs] = [await linkTo('c-same', clinic), await linkTo('c-same', other)];
    const { form } = await look(theirs);
    // A form of another clinic's journal is no form here, and changes nothing there.
    expect((await send(mine, { [SEALED_FORM]: form!, pain: '1', soreness: '1' })).status).toBe(400);
    expect((await timeline('c-same', clinic)).painScores).toEqual([]);
    expect((await timeline('c-same', other)).painScores).toEqual([]);

    const { status, body } = await pipeline.request('GET', '/v1/journal-links', owner(other));
    expect(status).toBe(200);
    expect(body.links).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(codeIn(theirs.split('/').at(-1)!));
    const closed = await look(`${pipeline.cloud.apiUrl}/j/0000-0000-0000-0000`);
    const changed = theirs.slice(0, -1) + (theirs.endsWith('0') ? '1' : '0');
    for (const url of [changed, theirs.slice(0, -1), `${theirs}0`]) {
      expect(await look(url)).toEqual(closed);
    }
    expect(closed.status).toBe(404);
    // Small letters, no hyphens and look-alikes are the same code, read from a card.
    const typed = theirs.replace(/[^/]+$/, (code) => code.toLowerCase().replaceAll('-', ''));
    expect((await look(typed)).status).toBe(200);
  });

  it('withdraws and makes links of clients in her care only', async () => {
    await newClient('c-hers');
    const url = await linkTo('c-hers');
    const stranger: Caller = { clinic, role: 'therapist', therapist: 't-stranger' };
    const by = (caller: Caller) => pipeline.request('DELETE', '/v1/clients/c-hers/journal-link', caller);
    expect((await by(stranger)).status).toBe(404);
    expect((await by({ clinic: other, role: 'owner' })).status).toBe(404);
    expect((await look(url)).status).toBe(200);
    expect((await by(HER)).body).toEqual({ withdrawn: 1 });
    expect((await look(url)).status).toBe(404);
    expect((await by(HER)).body).toEqual({ withdrawn: 0 });
  });

  it('reads no code in the tables, and no score, code or answer in a log', async () => {
    await newClient('c-planted');
    const url = await linkTo('c-planted');
    const code = codeIn(url.split('/').at(-1)!)!;
    const sent = await answer(url, { pain: '9', soreness: '8', 'planted-field': 'planted-answer' });
    await look(sent.to);
    await answer(url, { pain: 'planted-score' });
    await pipeline.settle();
    const table = pipeline.cloud.outputs['RecordsTableName']!;
    const digest = createHash('sha256').update(code).digest('base64url');
    const kept = [
      ...(await itemsOfPartition(dynamodb, table, journalLinkItem(digest).pk)),
      ...(await itemsOfPartition(dynamodb, table, journalLinksPk(clinic))),
    ];
    expect(kept.length).toBeGreaterThan(1);
    for (const planted of [code, url.split('/').at(-1)!, 'c-planted']) {
      expect(JSON.stringify(kept)).not.toContain(planted);
    }
    const logs = [...(await pipeline.logged()).values()].join('\n');
    const forms = new URL(sent.to).searchParams.get('entry')!;
    for (const planted of [code, url.split('/').at(-1)!, 'planted-', forms])
      expect(logs).not.toContain(planted);
  });

  it('opens nothing of a client who was erased, and nothing of the link is left', async () => {
    await newClient('c-erased');
    const url = await linkTo('c-erased');
    const { form } = await look(url);
    const { status } = await pipeline.request('DELETE', '/v1/clients/c-erased', owner());
    expect(status).toBe(200);
    expect((await look(url)).status).toBe(404);
    expect((await send(url, { [SEALED_FORM]: form!, pain: '3', soreness: '1' })).status).toBe(404);
    expect((await send(`${url}/consent`, { [PARTNER_REPORTS]: 'yes' })).status).toBe(404);
    const table = pipeline.cloud.outputs['RecordsTableName']!;
    const digest = createHash('sha256')
      .update(codeIn(url.split('/').at(-1)!)!)
      .digest('base64url');
    expect(await itemsOfPartition(dynamodb, table, journalLinkItem(digest).pk)).toEqual([]);
    const listed = await itemsOfPartition(dynamodb, table, journalLinksPk(clinic));
    expect(JSON.stringify(listed)).not.toContain(digest);
  });
});
