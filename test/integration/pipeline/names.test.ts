import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalMember } from '../../../infra/local/command/people.ts';
import { API_ROUTES } from '../../../shared/http/api-routes.ts';
import { PAGE_ROUTES } from '../../../shared/http/page-routes.ts';
import { clinicCommand } from './clinic-command.ts';
import { everythingKept, placesOf } from './everything-kept.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const clinic = 'quay';
const HER = { clinic, role: 'therapist', therapist: 't-1' };
const COLLEAGUE = { clinic, role: 'therapist', therapist: 't-2' };
const OWNER = { clinic, role: 'owner' };
const STRANGERS = [
  COLLEAGUE,
  { clinic: 'wharf', role: 'owner' },
  { clinic: 'wharf', role: 'therapist', therapist: 't-1' },
  { role: 'partner', partner: 'partner-1' },
] as const;
/** Found nowhere else, in bytes or in text. */
const LABEL = 'Zaunkönig <7>';
const SHOWN = 'Zaunkönig &lt;7&gt;';
/** The label, cut short or not, where a word begins: four letters in a row are in tokens too, by chance. */
const SAID = /(?<![\w+/-])Zaun/;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline([clinic, 'wharf']);
  await clinicCommand(pipeline, 'set', clinic, '--labels', 'on', '--own-techniques', 'Hot <stone>');
  for (const [id, clientId, therapistId] of [
    ['s-1', 'c-1', 't-1'],
    ['s-2', 'c-2', 't-2'],
    ['s-3', 'c-3', 't-1'],
  ] as const) {
    const body = { ...SESSION, clientId, therapistId };
    const { status } = await pipeline.request('PUT', `/v1/sessions/${id}`, OWNER, body);
    expect(status).toBe(200);
  }
  const { status } = await pipeline.request('PUT', '/v1/goals/g-1', OWNER, GOAL);
  expect(status).toBe(200);
  await pipeline.settle();
});
afterAll(() => pipeline?.stop());

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const SESSION = {
  ...{ complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
  ...{ startedAt: daysFromNow(-7), endedAt: daysFromNow(-6.99) },
  techniques: [{ technique: 'sports', minutes: 14 }],
};
const GOAL = {
  ...{ clientId: 'c-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target: 3 },
  ...{ startsOn: daysFromNow(-20).slice(0, 10), dueOn: daysFromNow(6).slice(0, 10) },
};
/** What a program is answered, in whatever form. */
async function answerTo(caller: LocalMember, path: string): Promise<string> {
  const authorization = `Bearer ${await pipeline.people.tokenOf(caller)}`;
  const api = pipeline.cloud.apiUrl.replace(/\/$/, '');
  return (await fetch(`${api}${path}`, { headers: { authorization } })).text();
}
/** Where the client with an id of the clinic's is, as the form finds him. */
async function pageOf(clientId: string): Promise<string> {
  const found = await (await signedIn(pipeline, OWNER)).form('/clients', { clientId }, '/clients');
  expect(found.status).toBe(303);
  return found.location!;
}

describe("today's list", () => {
  const paste = async (list: string, more: Record<string, string> = {}) => {
    const browser = await signedIn(pipeline, HER);
    const sent = await browser.form('/therapist/today', { list, ...more }, '/therapist');
    return { browser, sent };
  };
  const rowsIn = (body: string) =>
    [...body.matchAll(/<li><span class="time">[\s\S]*?<\/li>/g)].map(([row]) =>
      row!
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );

  it('orders the board, with what is known of hers, and stays through a reload', async () => {
    const list = 'c-1\tMaria Silva\t10:30\n09:00 c-new\n9:30 c-2';
    const { browser, sent } = await paste(list);
    expect(sent).toMatchObject({ status: 303, location: '/therapist' });
    const { body } = await browser.page('/therapist');
    const [first, second, third, ...more] = rowsIn(body);
    expect(first).toMatch(/^10:30 c-1 neck pain, pain 7 to 4 last time, \d+ \w+ \d{4} Pain: now \d/);
    expect(first).toMatch(/to be 3, due in 6 days Record the visit of c-1 at 10:30$/);
    expect(more).toEqual([]);
    // Who is new and who is another's are not told apart.
    const strange = 'first visit, or not in your care yet Record the visit of';
    expect(second).toBe(`09:00 c-new ${strange} c-new at 09:00`);
    expect(third).toBe(`09:30 c-2 ${strange} c-2 at 09:30`);
    expect(body).not.toContain('Maria');
    expect(rowsIn((await browser.page('/therapist')).body)).toEqual([first, second, third]);
    expect(rowsIn((await browser.page('/therapist?as-of=2026-08-03')).body)).toEqual([]);
    const record = /href="(\/clients\/[\w-]{43}\/visit)"/.exec(body)![1]!;
    expect((await browser.page(record)).body).toContain('<p class="client"><span class="code">c-1</span>');
    // The same in another window of the same browser, and in no other browser.
    expect(rowsIn((await browser.copy().page('/therapist')).body)).toHaveLength(3);
    expect(rowsIn((await (await signedIn(pipeline, HER)).page('/therapist')).body)).toEqual([]);
  });

  it('is recorded from with one tap, also of a first visit', async () => {
    const { browser } = await paste('09:00 c-first');
    const { body } = await browser.page('/therapist');
    const record = /href="(\/clients\/[\w-]{43}\/visit)"/.exec(body)![1]!;
    const form = await browser.page(record);
    const sent = await browser.sendHidden(record, /<form[\s\S]*?<\/form>/.exec(form.body)![0], {
      ...{ complaint: 'stress', before: '5', after: '2', date: daysFromNow(0).slice(0, 10) },
      ...{ from: '00:00', to: '', 'technique-0': 'on', 'minutes-0': '1' },
    });
    expect(sent.status, sent.body).toBe(303);
    await pipeline.settle();
    const [row] = rowsIn((await browser.page('/therapist')).body);
    expect(row).toContain('c-first stress, pain 5 to 2 today: recorded');
  });

  it('is put away by a tap and by signing out, and a list of nobody is refused', async () => {
    const { browser } = await paste('09:00 c-1');
    await browser.form('/therapist/today', { step: 'put-away' }, '/therapist');
    expect(rowsIn((await browser.page('/therapist')).body)).toEqual([]);
    const empty = await browser.form('/therapist/today', { list: ' \n' }, '/therapist');
    expect([empty.status, empty.body]).toEqual([400, expect.stringContaining('a line for each visit')]);
    await browser.form('/therapist/today', { list: '09:00 c-1' }, '/therapist');
    const before = browser.copy();
    expect(rowsIn((await before.page('/therapist')).body)).toHaveLength(1);
    const api = pipeline.cloud.apiUrl.replace(/\/$/, '');
    const { body } = await browser.page('/therapist');
    const token = /name="formToken" value="([^"]+)"/.exec(body)![1]!;
    const out = await browser.ask(`${api}/sign-out`, new URLSearchParams({ formToken: token }));
    expect(out.headers.getSetCookie().join()).toMatch(/list=; Path=\/; Max-Age=0/);
  });

  it('with a line that cannot be read is shown back whole, and is shown without it when she says so', async () => {
    const list = 'Time <b>Client</b>\n09:00 c-1\n12:00 lunch break';
    const { browser, sent } = await paste(list);
    expect(sent.status).toBe(400);
    expect(sent.body).toContain('2 lines cannot be read');
    expect(sent.body).toContain(
      '“<bdi>Time &lt;b&gt;Client&lt;/b&gt;</bdi>”: expected a time, such as 09:00.',
    );
    expect(sent.body).toContain('12:00 lunch break\n'.trim());
    expect(sent.body).toContain('show the other 1');
    expect(rowsIn((await browser.page('/therapist')).body)).toEqual([]);
    const again = await browser.submit('/therapist/today', sent.body, { list, step: 'leave-out' });
    expect(again.status).toBe(303);
    expect(rowsIn((await browser.page('/therapist')).body)).toHaveLength(1);
  });

  it('keeps no id and no name anywhere: in no table, bucket, queue or log', async () => {
    const [id, name] = ['planted-id-4711', 'Plantedname'];
    const { browser, sent } = await paste(`09:00 ${id} ${name}\n10:00 c-1`);
    expect(sent.location).toBe('/therapist');
    expect((await browser.page('/therapist')).body).toContain(id);
    await paste(`${id} ${name}`);
    await pipeline.settle();
    const kept = await everythingKept(pipeline);
    expect(placesOf(kept, 'neck-pain').length, 'records are looked at').toBeGreaterThan(0);
    expect([...kept.keys()].filter((place) => place.startsWith('log ')).length).toBeGreaterThan(3);
    for (const planted of [id, name]) expect(placesOf(kept, planted)).toEqual([]);
  });
});

describe("a technique of the clinic's own", () => {
  it('is offered when a visit is recorded, kept by its code and shown by its name', async () => {
    const page = await pageOf('c-1');
    const browser = await signedIn(pipeline, HER);
    const form = await browser.page(`${page}/visit`);
    expect(form.body).toContain('name="technique-hot-stone"><span>Hot &lt;stone&gt;</span>');
    const saved = await browser.sendHidden(`${page}/visit`, form.body, {
      ...{ complaint: 'stress', before: '6', after: '2', 'technique-hot-stone': 'on' },
      ...{ 'minutes-hot-stone': '20', date: daysFromNow(-1).slice(0, 10), from: '10:00', to: '' },
    });
    expect(saved.status).toBe(303);
    await pipeline.settle();
    expect((await browser.page(page)).body).toContain('Hot &lt;stone&gt; 20 min');
    const owner = await signedIn(pipeline, OWNER);
    const table = (await owner.page('/owner?technique=other')).body;
    expect(table).toMatch(/Your own techniques[\s\S]*Hot &lt;stone&gt;/);
    const { body } = await pipeline.request('GET', '/v1/clients/c-1/timeline', OWNER);
    const given = body.sessions.flatMap(({ techniques }: { techniques: object[] }) => techniques);
    expect(given).toContainEqual({ technique: 'other', own: 'hot-stone', minutes: 20 });
  });
});

describe('a label', () => {
  const give = async (who: typeof HER | typeof OWNER, page: string, label: string, step = 'keep') => {
    const browser = await signedIn(pipeline, who);
    return browser.form(`${page}/label`, { label, step }, page);
  };

  it('is set, changed and removed on the page of the client', async () => {
    const page = await pageOf('c-3');
    expect((await give(HER, page, 'Amsel')).location).toBe(page);
    expect((await give(OWNER, page, ' Zilpzalp ')).status).toBe(303);
    const read = async () => (await (await signedIn(pipeline, HER)).page(page)).body;
    expect(await read()).toContain('<bdi>Zilpzalp</bdi>');
    expect(await read()).not.toContain('Amsel');
    expect((await give(HER, page, '', 'remove')).status).toBe(303);
    expect(await read()).not.toContain('Zilpzalp');
  });

  it('that cannot stand comes back with what is wrong with it', async () => {
    const page = await pageOf('c-3');
    for (const [label, wrong] of [
      ['x'.repeat(25), 'Expected at most 24 characters'],
      ['a\u202eb', 'characters that nobody sees'],
      ['c-3', 'This is the id that your practice system has for the client'],
    ] as const) {
      const answer = await give(HER, page, label);
      expect(answer.status).toBe(400);
      expect(answer.body).toContain(wrong);
      expect(answer.body).toContain('id="label-error"');
    }
    expect((await give(HER, page, 'x', 'else')).status).toBe(400);
    expect((await (await signedIn(pipeline, HER)).page(page)).body).not.toContain('Label: <bdi>');
  });

  it('is kept by no clinic that has not turned it on', async () => {
    const off = { clinic: 'wharf', role: 'owner' };
    const body = { ...SESSION, clientId: 'c-1', therapistId: 't-1' };
    await pipeline.request('PUT', '/v1/sessions/s-1', off, body);
    const browser = await signedIn(pipeline, off);
    const { location } = await browser.form('/clients', { clientId: 'c-1' }, '/clients');
    const page = await browser.page(location!);
    expect([page.status, page.body.includes('label')]).toEqual([200, true]);
    expect(page.body).not.toContain('Give a label');
    const sent = await browser.submit(`${location}/label`, page.body, { label: 'x', step: 'keep' });
    expect(sent.status).toBe(403);
  });

  it('is seen by the clinic on its pages, and by nobody anywhere else, in whatever is kept, sent or released', async () => {
    const page = await pageOf('c-1');
    expect((await give(HER, page, LABEL)).status).toBe(303);
    // What a release of a closed quarter counts.
    const counted = { startedAt: '2026-08-03T10:00:00Z', endedAt: '2026-08-03T11:00:00Z' };
    const past = { ...SESSION, ...counted, clientId: 'c-1', therapistId: 't-1' };
    await pipeline.request('PUT', '/v1/sessions/s-past', OWNER, past);
    await pipeline.request('PUT', '/v1/consents/c-1', OWNER, { partnerReports: true });
    await pipeline.settle();
    await pipeline.cloud.fireSchedule('write-digests', `${daysFromNow(0).slice(0, 10)}T04:00:00Z`);
    await pipeline.cloud.fireSchedule('write-reports', `${daysFromNow(0).slice(0, 10)}T04:00:00Z`);
    await pipeline.cloud.fireSchedule('close-period', '2026-11-01T06:00:00Z');
    await pipeline.settle();
    await pipeline.cloud.fireSchedule('publish-release', '2026-11-03T06:00:00Z');
    await pipeline.settle();

    const exported = await pipeline.request('POST', '/v1/exports', OWNER);
    expect(exported.status, JSON.stringify(exported.body)).toBe(202);
    await pipeline.settle();

    const hers = await signedIn(pipeline, HER);
    const owner = await signedIn(pipeline, OWNER);
    const seen: [string, Awaited<ReturnType<typeof signedIn>>, string][] = [
      ['her board', hers, '/therapist'],
      ['her board as the owner sees it', owner, '/therapists/t-1'],
      ['the client to her', hers, page],
      ['the client to the owner', owner, page],
      ['the form to her', hers, `${page}/visit`],
      ['the form to the owner', owner, `${page}/visit`],
    ];
    for (const [name, browser, path] of seen) {
      const { status, body } = await browser.page(path);
      expect(status, name).toBe(200);
      expect(body, name).toContain(SHOWN);
      expect(body, name).toMatch(SAID);
      expect(body, name).not.toContain(LABEL);
      expect(body, `${name}: no title, which a browser would list`).not.toMatch(/<title>[^<]*Zaun/);
    }

    const client = page.split('/')[2]!;
    const parts: Record<string, string> = {
      ...{ id: 'c-1', clientId: 'c-1', client, therapist: 't-2', therapistId: 't-1', look: 'x', name: 'x' },
      ...{ programme: 'outcomes', period: '2026Q3', revision: '1', month: '2026-10', form: 'html' },
      ...{ subject: 'x', token: 'x' },
    };
    const pathOf = (key: string) => key.split(' ')[1]!.replace(/\{(\w+)\}/g, (_, part) => parts[part]!);
    const told: string[] = [];
    const look = (where: string, text: string) => {
      if (SAID.test(text)) told.push(where);
    };
    const isGet = (key: string) => key.startsWith('GET ') && !/sign-|second-factor/.test(key);
    for (const key of Object.keys(API_ROUTES).filter(isGet)) {
      for (const caller of [OWNER, HER, ...STRANGERS, { clinic, role: 'recorder' }] as LocalMember[]) {
        look(`${key} ${JSON.stringify(caller)}`, await answerTo(caller, pathOf(key)));
      }
    }
    for (const stranger of STRANGERS) {
      const browser = await signedIn(pipeline, stranger);
      for (const key of Object.keys(PAGE_ROUTES).filter(isGet)) {
        look(`${key} ${JSON.stringify(stranger)}`, (await browser.page(pathOf(key))).body);
      }
    }
    for (const key of Object.keys(PAGE_ROUTES).filter(isGet)) {
      if (/^GET \/clients\/\{client\}(\/visit)?$/.test(key)) continue;
      look(`${key} as its owner`, (await owner.page(pathOf(key))).body);
    }
    expect(told).toEqual([]);

    const kept = await everythingKept(pipeline);
    const places = [...kept.keys()].join('\n');
    for (const place of ['digests/', 'reports/', 'exports/', 'outcomes.csv']) expect(places).toContain(place);
    expect(placesOf(kept, '"sealed"'), 'what is looked at holds the label, sealed').toHaveLength(1);
    expect(places).toContain('log take-forms.log');
    expect(placesOf(kept, LABEL)).toEqual([]);
    expect(placesOf(kept, 'Zaunkön')).toEqual([]);
  });

  it('goes with the client, and the receipt counts it', async () => {
    const page = await pageOf('c-1');
    const holdings = await pipeline.request('GET', '/v1/clients/c-1/holdings', OWNER);
    expect(JSON.stringify(holdings.body)).toContain('"label":1');
    const { status, body } = await pipeline.request('DELETE', '/v1/clients/c-1', OWNER);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('"label":1');
    await pipeline.settle();
    const kept = await everythingKept(pipeline);
    expect(placesOf(kept, '"sealed"')).toEqual([]);
    expect((await (await signedIn(pipeline, OWNER)).page(page)).body).not.toMatch(SAID);
  });

  it('is shown no more when the clinic turns it off', async () => {
    const page = await pageOf('c-3');
    expect((await give(HER, page, LABEL)).status).toBe(303);
    await clinicCommand(pipeline, 'set', clinic, '--labels', 'off');
    expect((await (await signedIn(pipeline, HER)).page(page)).body).not.toMatch(SAID);
    await clinicCommand(pipeline, 'set', clinic, '--labels', 'on');
    expect((await (await signedIn(pipeline, HER)).page(page)).body).toContain(SHOWN);
  });
});

describe('finding a client by the id of the practice', () => {
  it('says plainly that nobody is found, with a way to record a first visit', async () => {
    const browser = await signedIn(pipeline, OWNER);
    const answer = await browser.form('/clients', { clientId: 'C-3' }, '/clients');
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('Nobody is known here by this id.');
    expect(answer.body).toContain('value="C-3"');
    expect(answer.body).toMatch(/href="\/clients\/[\w-]{43}\/visit"/);
    expect((await browser.form('/clients', { clientId: 'c 3' }, '/clients')).status).toBe(400);
  });

  it('is done from the board of a therapist, who is told the same of nobody and of a colleague’s', async () => {
    const browser = await signedIn(pipeline, HER);
    const board = await browser.page('/therapist');
    const find = (clientId: string) => browser.submit('/clients', board.body, { clientId });
    expect((await browser.page((await find('c-3')).location!)).status).toBe(200);
    const strange = await Promise.all(
      ['c-2', 'c-nobody'].map(async (id) => browser.page((await find(id)).location!)),
    );
    for (const { status, body } of strange) {
      expect(status).toBe(404);
      expect(body).toContain('Nobody in your care goes by this id: a client who is new, or a colleague’s.');
    }
  });
});
