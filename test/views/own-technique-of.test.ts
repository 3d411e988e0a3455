import { describe, expect, it } from 'vitest';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import { ownTechniquesTable } from '../../shared/pages/outcomes/own-techniques-table.ts';
import { clientContribution } from '../../shared/privacy/tally/client-contribution.ts';
import { tallyOf } from '../../shared/privacy/tally/tally.ts';
import { ownTechniqueGroups } from '../../shared/reading/own-technique-groups.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import type { Session } from '../../shared/records/session.ts';
import { clientMonthItem, monthPk } from '../../shared/storage/keys/keys.ts';
import { clientMonthOf, clientMonthView } from '../../shared/views/client-month-view.ts';
import { outcomesIn } from '../../shared/views/clinic-month-outcomes.ts';
import { clientsInParts, partContents } from '../../shared/views/gathered-months.ts';
import { session } from '../outcomes/client-records.ts';

const MONTH = '2026-08';
const key = (client: string) => ({ clinicId: 'riverside', client, month: MONTH });
const view = clientMonthView({ between: async () => [] });
const other = (own: string | undefined, minutes: number) => ({
  technique: 'other' as const,
  ...(own && { own }),
  minutes,
});

/** What is stored of a client's month. */
function contentOf(
  client: string,
  techniques: Session['techniques'][],
  scores: [number, number][] = [],
): string {
  const records = techniques.map((given, index) => {
    const [painBefore, painAfter] = scores[index] ?? [7, 4];
    return session({ sessionId: `${client}-${index}`, techniques: given, painBefore, painAfter });
  });
  return view.derive(key(client), records)[0]!;
}
const stored = (client: string, content: string) => ({
  key: clientMonthItem(key(client)),
  content,
  revision: client,
  entity: 'session-outcomes',
});
const clientsOf = (contents: Record<string, string>) =>
  outcomesIn(Object.entries(contents).map(([client, content]) => stored(client, content)) as never);

describe('which technique of its own a session counts under', () => {
  it.each<[Session['techniques'], string | undefined]>([
    [[other('cupping', 40)], 'cupping'],
    [[other('cupping', 10), other('hot-stone', 20)], 'hot-stone'],
    [[other('cupping', 20), other('hot-stone', 20)], 'cupping'],
    [
      [
        { ...other('cupping', 10), bodyRegion: 'neck' },
        other('hot-stone', 15),
        { ...other('cupping', 10), bodyRegion: 'hip' },
      ],
      'cupping',
    ],
    [[other(undefined, 30), other('cupping', 20)], undefined],
    [[{ technique: 'sports', minutes: 30 }, other('cupping', 20)], undefined],
    [[other(undefined, 30)], undefined],
  ])('of %j: %s', (techniques, own) => {
    const content = JSON.parse(contentOf('a', [techniques]));
    expect(content.own).toEqual(own === undefined ? undefined : { 'a-0': own });
  });

  it('changes nothing that is stored of sessions without one, and nothing of what is computed', () => {
    const named = contentOf('a', [[other('cupping', 40)], [{ technique: 'sports', minutes: 30 }]]);
    const unnamed = contentOf('a', [[other(undefined, 40)], [{ technique: 'sports', minutes: 30 }]]);
    const { own, ...rest } = JSON.parse(named);
    expect(own).toEqual({ 'a-0': 'cupping' });
    expect(JSON.stringify(rest)).toBe(unnamed);
    const of = (content: string) =>
      outcomeStatistics({
        clinicId: 'riverside',
        from: MONTH,
        to: MONTH,
        clients: clientsOf({ a: content }),
      });
    expect(of(named)).toEqual(of(unnamed));
  });
});

describe("the clinic's own techniques", () => {
  const contents = {
    a: contentOf(
      'a',
      [[other('cupping', 40)], [other('hot-stone', 40)]],
      [
        [7, 4],
        [6, 5],
      ],
    ),
    b: contentOf(
      'b',
      [[other('cupping', 40)], [{ technique: 'sports', minutes: 30 }]],
      [
        [8, 3],
        [9, 0],
      ],
    ),
    c: contentOf('c', [[other('cupping', 40)]], [[5, 4]]),
  };
  const listed = [
    { code: 'hot-stone', name: 'Hot stone' },
    { code: 'reiki', name: 'Reiki' },
  ];

  it('are each told by what is listed, what is listed no more by its code, with what any group has', () => {
    const groups = ownTechniqueGroups(clientsOf(contents), {}, listed);
    expect(groups).toMatchObject([
      {
        code: 'hot-stone',
        name: 'Hot stone',
        sessions: 1,
        clients: 1,
        immediate: { improvement: { mean: 1 } },
      },
      {
        code: 'cupping',
        name: 'cupping',
        sessions: 3,
        clients: 3,
        immediate: { n: 3, improvement: { mean: 3 } },
      },
    ]);
    // R: m <- lm(c(3,5,1) ~ 1); the interval by client is that of three clients with one session each.
    expect(groups[1]!.immediate.clustered.ci95!.map((end) => end.toFixed(4))).toEqual(
      groups[1]!.immediate.ci95!.map((end) => end.toFixed(4)),
    );
    const [low, high] = groups[1]!.immediate.ci95!;
    expect([low, high]).toEqual([expect.closeTo(3 - 4.968275, 5), expect.closeTo(3 + 4.968275, 5)]);
    expect(String(ownTechniquesTable(groups))).toContain('too few to say (10 clients needed)');
  });

  it('say by how much pain fell from ten clients on', () => {
    // R: x <- rep(c(3, 5), 5); mean(x) + c(-1, 1) * qt(.975, 9) * sd(x) / sqrt(10) is 3.245942 4.754058
    const many = Array.from({ length: 10 }, (_, index): [string, string] => {
      const client = `client-${index}`;
      return [client, contentOf(client, [[other('cupping', 40)]], [[7, index % 2 === 0 ? 4 : 2]])];
    });
    const page = (contents: [string, string][]) =>
      String(ownTechniquesTable(ownTechniqueGroups(clientsOf(Object.fromEntries(contents)), {}, listed)));
    expect(page(many)).toContain('4.00 (3.25 to 4.75)');
    expect(page(many.slice(1))).toContain('too few to say (10 clients needed)');
  });

  it('are narrowed with everything else, and escaped', () => {
    expect(ownTechniqueGroups(clientsOf(contents), { complaint: 'stress' }, listed)).toEqual([]);
    const [group] = ownTechniqueGroups(clientsOf(contents), {}, [{ code: 'cupping', name: '<b>' }]);
    expect(String(ownTechniquesTable([group!]))).toContain('&lt;b&gt;');
    expect(ownTechniquesTable([])).toBe(false);
  });

  it('are read from gathered months as from the months themselves', () => {
    const clients = clientsOf(contents);
    const parts = partContents(clients).filter((part) => part !== null);
    const gathered = clientsInParts(
      parts.map((content) => ({ key: { pk: monthPk(key('a')), sk: 'x' }, content })) as never,
    );
    expect(ownTechniqueGroups(gathered, {}, listed)).toEqual(ownTechniqueGroups(clients, {}, listed));
  });
});

describe('what leaves the clinic for releases and benchmarks', () => {
  const catalogue = { techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] };
  /** What one client adds to a release, as it is tallied. */
  const added = (own: string | undefined) => {
    const { sessions } = clientMonthOf(contentOf('c', [[other(own, 40)], [other(own, 20)]]));
    const contribution = clientContribution(sessions, catalogue);
    return { sessions, contribution, tally: tallyOf([contribution]) };
  };

  it('is of other, and the same whatever the clinic calls it', () => {
    expect(added('hot-stone')).toEqual(added(undefined));
    expect(added('hot-stone').contribution).toMatchObject({ technique: 'other' });
    expect(JSON.stringify(added('hot-stone'))).not.toContain('hot-stone');
  });
});
