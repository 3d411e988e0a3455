import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../fhir/r4.ts';
import { bundle, encounter, itemsOf, observation, procedure, type Resource } from '../../fhir/resources.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { bringFile, uploadFile } from './sent-files.ts';
import { hiddenFields, signedIn } from './signed-in.ts';

const [CLINIC, NEIGHBOUR] = ['quayside', 'parkside'];
const HEADER =
  'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter,recordedAt\n';
const row = (id: number, pain: string, recordedAt = '2026-08-03T12:00:00Z') =>
  `s-${id},c-${id},t-1,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,neck-pain,deep-tissue:50,${pain},4,${recordedAt}\n`;

let pipeline: Pipeline;
let owner: Awaited<ReturnType<typeof signedIn>>;
let neighbour: typeof owner;
beforeAll(async () => {
  pipeline = await sharedPipeline([CLINIC!, NEIGHBOUR!]);
  owner = await signedIn(pipeline, { clinic: CLINIC!, role: 'owner' });
  neighbour = await signedIn(pipeline, { clinic: NEIGHBOUR!, role: 'owner' });
});
afterAll(() => pipeline?.stop());

const upload = (who: typeof owner, name: string, text: string) => uploadFile(pipeline, who, name, text);
const bring = (name: string, text: string) => bringFile(pipeline, owner, name, text);

/** How many sessions the clinic's statistics count. */
async function sessionsHeld(): Promise<number> {
  const { techniques } = await pipeline.outcomes(CLINIC!);
  return techniques.reduce((sum, { sessions }) => sum + sessions, 0);
}

describe('a file that an owner brings', () => {
  it('is only looked at first: what it would do is shown, and nothing is held', async () => {
    const look = await upload(
      owner,
      'sessions.csv',
      HEADER + row(1, '7') + row(2, '7/10') + row(3, '8') + row(4, '77'),
    );
    await pipeline.settle();
    const { status, body } = await owner.page(look);
    expect(status).toBe(200);
    expect(body).toContain('2 visits of 2 clients, Aug 2026');
    expect(body).toContain('2 are new');
    expect(body).toContain('Not understood: 2 rows');
    expect(body).toMatch(/Line 3, <span class="code">s-2<\/span>: found <span class="code">7\/10<\/span>/);
    expect(body).toContain('Line 2: visit s-1, new');
    expect(await sessionsHeld()).toBe(0);
    // As it would be kept: by pseudonym, never by the clinic's own id.
    const [, kept] =
      /Client id<\/th><td><span class="code">c-1<\/span><\/td><td><span class="code">([^<]*)</.exec(body)!;
    expect(kept).toMatch(/^[\w-]{8}$/);
    // Neither the page nor the import of it is another clinic's.
    expect((await neighbour.page(look)).status).toBe(404);
    expect((await neighbour.sendHidden(look, (await neighbour.page('/imports')).body, {})).status).toBe(404);
    expect(await pipeline.keys('ImportsBucketName', `clinic=${CLINIC}/`)).toEqual([]);
  });

  it('is imported as it was shown, once, and told in an account that adds up', async () => {
    const look = await upload(owner, 'sessions.csv', HEADER + row(11, '7') + row(12, '8'));
    await pipeline.settle();
    const shown = (await owner.page(look)).body;
    await owner.sendHidden(look, shown, {});
    await owner.sendHidden(look, shown, {});
    await pipeline.settle();
    const { location } = await owner.page(look);
    const account = await owner.page(location!);
    expect(account.body).toContain('2 rows read: 2 used.');
    expect(account.body).toContain('>sessions.csv</span>');
    expect((await owner.page('/imports')).body).toContain('>sessions.csv</a>');
    expect((await neighbour.page(location!)).status).toBe(404);
    expect(await sessionsHeld()).toBe(2);
  });

  it('tells what is held already, and what would take the place of what is', async () => {
    await bring('sessions.csv', HEADER + row(21, '7') + row(22, '7') + row(23, '7'));
    const again =
      HEADER + row(21, '7') + row(22, '9', '2026-08-04T12:00:00Z') + row(23, '5', '2026-08-01T12:00:00Z');
    const look = await upload(owner, 'sessions.csv', again + row(24, '6'));
    await pipeline.settle();
    const { body } = await owner.page(look);
    for (const words of ['1 is new', '1 takes the place', '1 is held already', '1 is older']) {
      expect(body).toContain(words);
    }
  });

  it('has its refused rows mended one by one, or put aside, and each leaves the list', async () => {
    const before = await sessionsHeld();
    const address = await bring(
      'sessions.csv',
      HEADER + row(31, '7/10') + row(32, '7') + row(33, '77') + row(34, '7,5'),
    );
    const page = await owner.page(address);
    expect(page.body).toContain('3 refused rows to mend');
    const forms = [
      ...page.body.matchAll(/<form method="post" action="\/imports\/rows"[\s\S]*?<\/form>/g),
    ].map(([form]) => form);
    const fields = (form: string) =>
      Object.fromEntries(
        [...form.matchAll(/name="(field\.[^"]*)" type="text" autocomplete="off" value="([^"]*)"/g)].map(
          ([, name, value]) => [name!, value!],
        ),
      );
    const [first, second, third] = forms as [string, string, string];
    const download = await owner.page(address.replace('/imports?', '/imports/refused?'));
    expect(
      download.body
        .split('\r\n')
        .slice(0, 3)
        .map((line) => line.split(',')[0]),
    ).toEqual(['sessionId', 's-31', 's-33']);
    // The error is tied to its field.
    expect(first).toMatch(
      /id="line-2-painBefore-error">Expected a whole number[^<]*<\/span>\s*<input id="line-2-painBefore"[^>]*aria-describedby="line-2-painBefore-error"/,
    );

    const wrong = await owner.sendHidden('/imports/rows', first, {
      ...fields(first),
      'field.painBefore': '70',
      become: 'mended',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('value="70"');
    const right = await owner.sendHidden(
      '/imports/rows',
      wrong.body.match(/<form method="post" action="\/imports\/rows"[\s\S]*?<\/form>/)![0],
      {
        ...fields(first),
        ...{ 'field.painBefore': '7', become: 'mended' },
      },
    );
    expect([right.status, right.location]).toEqual([303, `${address}#refused`]);
    expect((await owner.sendHidden('/imports/rows', second, { become: 'put-aside' })).status).toBe(303);
    await pipeline.settle();
    const after = (await owner.page(address)).body;
    expect(after).toContain('1 refused row to mend');
    expect(after).toContain('Of the refused 2 are settled.');
    expect(after).not.toContain('line-2-painBefore');
    // Line 5 has a cell too many: it can only be put aside, or mended in its file.
    expect(third).not.toContain('field.');
    expect(await sessionsHeld()).toBe(before + 2);

    // A row of another clinic's file is nobody's here.
    const foreign = await neighbour.sendHidden('/imports/rows', first, {
      ...hiddenFields((await neighbour.page('/imports/new')).body.split('<footer>')[1]!),
      become: 'put-aside',
    });
    expect(foreign.status).toBe(404);
  });

  it('that cannot be read says so and offers no import', async () => {
    const look = await upload(owner, 'notes.txt', 'a\n');
    await pipeline.settle();
    const { body } = await owner.page(look);
    expect(body).toContain('It cannot be read: expected a file whose name ends in');
    expect(body).not.toContain('<button>Import</button>');
    // Empty: the browser is led on, and not left with S3's XML.
    const empty = await upload(owner, 'sessions.csv', '');
    await pipeline.settle();
    expect((await owner.page(empty)).body).toContain('the file is empty');
  });

  it('shows whatever it holds as text', async () => {
    const look = await upload(
      owner,
      '<b>.ndjson',
      `{"type":"pain-score","scoreId":"<script>alert(1)</script>"}\n`,
    );
    await pipeline.settle();
    const { body } = await owner.page(look);
    expect(body).toContain('&lt;b&gt;.ndjson');
    expect(body).not.toContain('<script>');
  });

  it('waits under its address until it has been looked at, and is not there under another', async () => {
    expect((await owner.page('/imports/looks/6f1e4c2a-0d3b-4a5e-9c7d-1b2a3c4d5e6f')).status).toBe(404);
    expect((await owner.page('/imports/looks/..%2Fquayside')).status).toBe(404);
  });

  it('is read as FHIR where it is FHIR, and what was passed over is told with the account', async () => {
    const before = await sessionsHeld();
    const day = observation({ id: 'o-day', effectiveDateTime: '2026-08-04' });
    const patient = { resourceType: 'Patient', id: 'p-1', name: [{ family: 'Doe' }] };
    const file = bundle([patient, encounter(), procedure(), observation(), day]);
    const look = await upload(owner, 'export.json', JSON.stringify(file, null, 2));
    await pipeline.settle();
    const seen = (await owner.page(look)).body;
    expect(seen).toContain('1 visit and 1 score of 1 client');
    expect(seen).toContain('Passed over: 2 rows');
    expect(seen).toContain('Not understood: 1 row');
    expect(seen).toContain('a score of a day is not kept');
    expect(seen).not.toMatch(/\bDoe\b/);
    const account = await bring('export.json', JSON.stringify(file));
    const told = (await owner.page(account)).body;
    expect(told).toContain('5 rows read');
    expect(told).toContain('2 passed over');
    expect(told).toContain('1 of persons, of whom nothing but ids is read');
    expect(await sessionsHeld()).toBe(before + 1);
  });

  it('comes out as FHIR again: the records of a client with what became of each visit, and a report by technique', async () => {
    const token = await pipeline.people.tokenOf({ clinic: CLINIC!, role: 'owner' });
    const ask = async (path: string) => {
      const address = new URL(path, pipeline.cloud.apiUrl);
      const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
      const body = (await answer.json()) as Resource;
      expect(faultsOf(body)).toEqual([]);
      return body;
    };
    const items = await itemsOf(await ask('/v1/clients/p-1/fhir'));
    const read = items.flatMap((item) => ('record' in item ? [item.record] : []));
    expect(read).toMatchObject([
      {
        ...{ type: 'pain-score', scoreId: 'o-1', clientId: 'p-1', pain: 6 },
        at: '2026-08-04T12:00:00-05:00',
      },
      {
        ...{ type: 'session', sessionId: 'e-1', clientId: 'p-1' },
        techniques: [{ technique: 'deep-tissue', minutes: 45 }],
      },
    ]);
    const report = await ask('/v1/fhir/MeasureReport?from=2026-08&to=2026-08');
    expect(report).toMatchObject({ period: { start: '2026-08-01', end: '2026-08-31' } });
    expect(JSON.stringify(report)).toContain('"code":"deep-tissue"');
    await ask('/v1/fhir/CodeSystem');
    const poll = (path: string, tag: string) =>
      fetch(new URL(path, pipeline.cloud.apiUrl), {
        headers: { authorization: `Bearer ${token}`, 'if-none-match': tag },
      });
    const first = await poll('/v1/clients/p-1/fhir', '"none"');
    const tag = first.headers.get('etag')!;
    expect([first.status, (await first.text()).length > 0]).toEqual([200, true]);
    const again = await poll('/v1/clients/p-1/fhir', tag);
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
  });
});

describe('a file of another system that an owner brings', () => {
  const JANE = readFileSync(
    join(import.meta.dirname, '../../../examples/mappings/fixtures/jane-appointments.csv'),
    'utf8',
  );
  const formIn = (body: string, action: RegExp) =>
    body.match(new RegExp(`<form method="post" action="${action.source}"[\\s\\S]*?</form>`))![0];
  const IMPORT = /\/imports\/looks\/[^"/]+/;
  const READING = /\/imports\/looks\/[^"/]+\/reading/;

  it('is read by a mapping that is shown, decided on, confirmed and kept, and next month by that one alone', async () => {
    const before = await sessionsHeld();
    const look = await upload(owner, 'jane july.csv', JANE);
    await pipeline.settle();
    const proposed = (await owner.page(look)).body;
    expect(proposed).toContain('How it is read');
    expect(proposed).toContain('as we propose');
    expect(proposed).toContain('Never read: “Location Name”, “Patient First Name”');
    expect(proposed).toContain('times have no offset');
    // Nothing is guessed: without the time zone no visit can be taken in, and none is offered.
    expect(proposed).not.toContain('<button>Import</button>');
    expect(proposed).not.toMatch(/\bAna\b/);
    expect((await neighbour.page(look)).status).toBe(404);

    // Another way of reading: a mapping that ships, by name.
    const choices = [...proposed.matchAll(/value="(shipped:[^"]*)" required> ([^<]*)</g)].map(
      ([, value, label]) => [value, label!.trim()],
    );
    expect(choices[0]).toEqual(['shipped:jane-appointments', 'as an export of Jane, appointments']);
    const chosen = await owner.sendHidden(
      `${look}/reading`,
      formIn(proposed.split('Read it in another way')[1]!, READING),
      {
        choice: 'shipped:jane-appointments',
      },
    );
    expect([chosen.status, chosen.location!.split('?')[0]]).toEqual([303, look]);
    await pipeline.settle();
    const shipped = (await owner.page(chosen.location!)).body;
    expect(shipped).toContain('as an export of Jane, appointments');

    // What is open is answered; what cannot be is said, and changes nothing.
    const questions = formIn(shipped, READING);
    const wrong = await owner.sendHidden(`${look}/reading`, questions, { timeZone: 'Chicago' });
    expect([wrong.status, wrong.body.includes('expected a time zone')]).toEqual([400, true]);
    const answered = await owner.sendHidden(`${look}/reading`, questions, { timeZone: 'America/Chicago' });
    expect(answered.status).toBe(303);
    // Asked for, and not looked at yet: the page waits.
    expect((await owner.page(answered.location!)).refresh).not.toBeNull();
    await pipeline.settle();
    const read = (await owner.page(answered.location!)).body;
    expect(read).toContain('Times without an offset are those of America/Chicago.');
    expect(read).toContain('4 visits of 3 clients, Aug 2026');
    expect(await sessionsHeld()).toBe(before);

    // What is confirmed is what was shown: a page from before imports nothing.
    const stale = formIn(read, IMPORT).replace(
      /name="reading" value="[^"]*"/,
      'name="reading" value="another"',
    );
    expect((await owner.sendHidden(look, stale, {})).status).toBe(303);
    await pipeline.settle();
    expect(await sessionsHeld()).toBe(before);
    await owner.sendHidden(look, formIn(read, IMPORT), { keep: 'Jane, monthly' });
    await pipeline.settle();
    const account = await owner.page((await owner.page(look)).location!);
    expect(account.body).toContain('4 used');
    expect(account.body).toContain('jane july.csv');
    expect(await sessionsHeld()).toBe(before + 4);

    // Next month's file needs one tap; it is told as kept, and who keeps it may forget it.
    const next = JANE.replaceAll('2026-08', '2026-09').replace('7/10', 'bad');
    const nextLook = await upload(owner, 'jane august.csv', next);
    await pipeline.settle();
    const again = (await owner.page(nextLook)).body;
    expect(again).toContain('by your mapping “Jane, monthly”');
    expect(again).toContain('Not understood: 1 row');
    await owner.sendHidden(nextLook, formIn(again, IMPORT), {});
    await pipeline.settle();
    const { location } = await owner.page(nextLook);
    const result = (await owner.page(location!)).body;
    expect(result).toContain('1 refused row to mend');
    expect(await sessionsHeld()).toBe(before + 7);
    const mend = formIn(result, /\/imports\/rows/);
    const fields = Object.fromEntries(
      [...mend.matchAll(/name="(field\.[^"]*)" type="text" autocomplete="off" value="([^"]*)"/g)].map(
        ([, name, value]) => [name!, value!],
      ),
    );
    const mended = await owner.sendHidden('/imports/rows', mend, {
      ...fields,
      'field.painBefore': '7',
      become: 'mended',
    });
    expect(mended.status).toBe(303);
    await pipeline.settle();
    expect(await sessionsHeld()).toBe(before + 8);
    const newFile = (await owner.page('/imports/new')).body;
    expect(newFile).toContain('Forget “<bdi>Jane, monthly</bdi>”');
    expect((await neighbour.page('/imports/new')).body).not.toContain('Jane, monthly');
    await owner.sendHidden('/imports/mappings/forget', formIn(newFile, /\/imports\/mappings\/forget/), {});
    expect((await owner.page('/imports/new')).body).not.toContain('Jane, monthly');

    // The import of a mapped file is undone like any other.
    const undo = await owner.page(location!.replace('/imports?', '/imports/undo?'));
    expect(undo.status).toBe(200);
  });
});
