import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type TherapistDigest, therapistDigest } from '../../../shared/goals/therapist-digest.ts';
import { digestPage } from '../../../shared/pages/boards/digest-page.ts';
import { taskOn } from '../../goals/client-goals.ts';

const AS_OF = '2026-08-30';
const PSEUDONYM = 'Zk3hQ9wLmN2pRs7TuVxYa1Bc4De5Fg6Hi8Jk0Lm_No-';

function digest(): TherapistDigest {
  const goals = [
    taskOn(AS_OF, PSEUDONYM, { goalId: 'g-due', dueOn: '2026-09-10' }, [['2026-08-05', 0]]),
    taskOn(AS_OF, PSEUDONYM, { goalId: 'g-missed', dueOn: '2026-08-28' }, [['2026-08-20', 0]]),
  ];
  const session = {
    client: PSEUDONYM,
    sessionId: 's-7',
    therapistId: 't-1',
    startedAt: '2026-08-25T10:00:00-05:00',
    complaint: 'neck-pain' as const,
    painBefore: 6,
  };
  return therapistDigest({ clinicId: 'riverside', therapistId: 't-1', asOf: AS_OF }, goals, [session]);
}

describe('the page of a digest', () => {
  const page = digestPage(digest(), 'Söhne & <Co>');

  test('asks for nothing: no script, no address, no inline style that a policy would have to allow', () => {
    expect(page).not.toMatch(/<script|\son[a-z]+=|style="|url\(|@import/);
    expect(page.match(/(src|href)="[^#"]*"/g)).toEqual(['href="data:,"']);
    const [, policy] = /content-security-policy" content="([^"]+)"/.exec(page) ?? [];
    const [, styles] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(styles!).digest('base64');
    expect(policy).toContain(`sha256-${hash}`);
  });

  test('can be found one way through: a language, one first heading, captions, and headings of rows and columns', () => {
    expect(page).toContain('<html lang="en">');
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page.match(/<h2>[^<]+/g)).toEqual([
      '<h2>Who needs you first',
      '<h2>Newly attained',
      '<h2>Due soon',
      '<h2>Not measured',
      '<h2>Sessions without a score',
      '<h2>All your goals',
      '<h2>Who is who',
    ]);
    expect(page.match(/<table\b/g)).toHaveLength(page.match(/<caption>/g)!.length);
    expect(page).toContain('<th scope="col">');
    expect(page).toContain('<th scope="row">');
    expect(page).toContain('@media print');
  });

  test('names a client by letters that tell clients apart and by the last session, never by the whole pseudonym', () => {
    expect(page).not.toContain(PSEUDONYM);
    expect(page).toContain(PSEUDONYM.slice(0, 8));
    expect(page).toContain('seen 25 August 2026, 10:00 (neck pain, session <span class="code">s-7</span>)');
  });

  test('praises only what is there, and says of how late the latest record is', () => {
    const about = { clinicId: 'riverside', therapistId: 't-1', asOf: '2026-11-30' };
    const closed = [taskOn('2026-11-30', PSEUDONYM, {}, [['2026-09-01', 1]])];
    expect(digestPage(therapistDigest(about, closed, []), 'riverside')).toContain(
      'No goal is open. The latest record is of 1 September 2026.',
    );
    const open = [taskOn(AS_OF, PSEUDONYM, {}, [['2026-08-29', 0]])];
    expect(digestPage(therapistDigest({ ...about, asOf: AS_OF }, open, []), 'riverside')).toContain(
      'On 30 August 2026 no open goal had gone 14 days without a measurement.',
    );
  });

  test('speaks in the words and dates of people', () => {
    const text = page.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ');
    expect(text).toContain('Your clients, as of 30 August 2026');
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\btask:|yes-no/);
  });

  test('calls the clinic what people call it', () => {
    expect(page).toContain('For t-1 at <bdi>Söhne &amp; &lt;Co&gt;</bdi>: what');
    expect(page).not.toContain('riverside');
  });

  test('gives the verdict with its rule and what it left out', () => {
    expect(page).toContain('the last value by the due date, no on 20 August 2026, is not at the target.');
  });

  test('says so where there is nothing to say', () => {
    const about = { clinicId: 'riverside', therapistId: 't-1', asOf: AS_OF };
    const empty = digestPage(therapistDigest(about, [], []), 'riverside');
    expect(empty.match(/Nobody\./g)).toHaveLength(3);
    expect(empty).toContain('No goal is open. There is no record yet.');
    expect(empty).toContain('No session in the 14 days up to 30 August 2026. There is no record yet.');
    expect(empty).not.toMatch(/Every (open goal|session)/);
    expect(empty).toContain('No goals.');
  });
});
