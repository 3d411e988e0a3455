import { describe, expect, it, test } from 'vitest';
import { readPlanArguments } from '../../infra/plan/plan-arguments.ts';
import { planText } from '../../infra/plan/plan-text.ts';
import { thresholdDocument } from '../../infra/plan/threshold-document.ts';
import { thresholdText } from '../../infra/plan/threshold-text.ts';
import { USUAL_MIX } from '../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import { planDocument } from '../../shared/privacy/differential-privacy/plan/plan-document.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import { TECHNIQUES, type Technique } from '../../shared/records/catalogue.ts';

const SOLVER = await loadSolver();

describe('the plan of a small programme', () => {
  const document = planDocument({ clients: 300, mix: USUAL_MIX });
  const TODAY = 0.5;

  it('has a design within the lifetime of before that tells most techniques apart', () => {
    const enough = document.designs.filter(({ promise, releases }) => {
      const narrow = releases[0]!.rows.filter(
        ({ family, given, meanHalfWidth }) =>
          family === 'techniques' && given! >= 0.9 && meanHalfWidth!.together! <= 0.7,
      );
      return promise.lifetime.rho <= TODAY && narrow.length >= 4;
    });
    expect(enough.map(({ design }) => design)).toEqual(['totals-by-quarter-and-year', 'techniques-by-year']);
    expect(document.usualDesign).toBe('techniques-by-year');
  });

  it('tells the quarters of a hybrid apart from its year, and survives JSON', () => {
    const hybrid = document.designs.find(({ period }) => period === 'quarter-and-year')!;
    expect(hybrid.releases.map(({ length, rows }) => [length, rows.length])).toEqual([
      ['year', 15],
      ['quarter', 1],
    ]);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('is told in lines that fit, with the promise and what is assumed', () => {
    const text = planText(document);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
    for (const said of ['techniques-by-year', 'at most 9.3 %', 'Assumed: 1.4 times', 'epsilon 5.23'])
      expect(text).toContain(said);
  });
});

describe('the plan of releases by threshold', () => {
  const plan = (clients: number, mix = USUAL_MIX) => thresholdDocument({ clients, mix }, SOLVER);

  it('draws what the rule of releases would show: every technique, where each has enough', () => {
    const techniques = Object.fromEntries(TECHNIQUES.map((technique) => [technique, 1])) as Record<
      Technique,
      number
    >;
    const { designs } = plan(300, { ...USUAL_MIX, techniques });
    const [cells, , alone] = designs;
    expect(alone).toMatchObject({
      design: 'techniques-alone',
      rowsCounted: 7,
      techniquesShown: 7,
      standsFor: 1,
    });
    expect(cells!.techniquesShown).toBeLessThan(4);
    expect(cells!.standsFor).toBeLessThan(0.3);
  });

  it('is the same every time, and shows of nobody and of one technique what is safe', () => {
    expect(plan(30)).toEqual(plan(30));
    const techniques = { ...USUAL_MIX.techniques };
    for (const technique of TECHNIQUES) techniques[technique] = technique === 'sports' ? 1 : 0;
    const alone = plan(100, { ...USUAL_MIX, techniques }).designs.at(-1)!;
    // Of six techniques of nobody and one of all, the total would tell that the six are empty.
    expect(alone).toMatchObject({ rowsShown: 0, techniquesShown: 0, standsFor: 0 });
    expect(JSON.parse(JSON.stringify(alone))).toEqual(alone);
  });

  it('is told in lines that fit', () => {
    const text = thresholdText(plan(300));
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
    expect(text).toContain('which gives no guarantee');
  });
});

describe('the command line of a plan', () => {
  it('reads clients, the mix and the form', () => {
    const read = readPlanArguments(['--clients', '300', '--techniques', 'deep-tissue=3, sports=1', '--json']);
    expect(read).toMatchObject({ clients: 300, json: true });
    if (read === 'help') throw new Error('no help was asked for');
    expect(read.mix.techniques).toMatchObject({ 'deep-tissue': 3, sports: 1, relaxation: 0 });
    expect(readPlanArguments(['--help'])).toBe('help');
    const { releases } = planDocument(read).designs.at(-1)!;
    expect(releases[0]!.rows.slice(0, 4).map(({ clients }) => clients)).toEqual([495, 0, 0, 165]);
    expect(planText(planDocument(read))).toContain('deep-tissue 3, ');
  });

  test.each([
    [[], '--clients is missing'],
    [['--clients', 'many'], '--clients many: expected a whole number'],
    [['--clients', '0'], '--clients 0: expected a whole number'],
    [['--clients', '30000000'], 'expected a whole number from 1 to 10000000'],
    [['300'], '300: expected options only'],
    [['--clients', '3', '--techniques', 'magic=1'], '--techniques magic=1: expected each of these once'],
    [
      ['--clients', '3', '--techniques', 'sports=1,sports=2'],
      '--techniques sports=2: expected each of these once',
    ],
    [['--clients', '3', '--techniques', 'sports=-1'], '--techniques sports=-1: expected a number from 0 on'],
    [['--clients', '3', '--techniques', 'sports'], '--techniques sports: expected a number'],
    [['--clients', '3', '--techniques', 'sports=0'], 'expected a technique that clients come for'],
  ])('%j is refused in a sentence', (argv, message) => {
    expect(() => readPlanArguments(argv)).toThrow(message);
  });
});
