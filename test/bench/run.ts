import { parseArgs } from 'node:util';

/**
 * How fast things are, as ratios to what others need for the same work in the same run: absolute times say
 * more about the machine.
 *
 *   npm run bench                              all benches
 *   npm run bench -- pipeline --facts 100000   the pipeline against its engine alone, three times (5,000 facts)
 *   npm run bench -- import --rows 1000000     one file of so many rows (25,000), whose worker is killed after a third of
 *                                              it, and the whole stack after two thirds; with --imported-only without
 *                                              waiting for what is derived from them
 *   npm run bench -- analyse --sessions 200000 the offline analysis against DuckDB (1,000,000 sessions, after
 *                                              one clinic-year), with --threads as many threads (2)
 *   npm run bench -- fan-out --clients 100000  a pooled programme beside one a quarter its size (10,000 clients)
 *   npm run bench -- release-scale --clients 100000   the steps of a release over so many clients (10,000), 500 a clinic
 *   npm run bench -- release                   1,001 cells anonymised, written and audited, in both modes
 *   npm run bench -- pages                     the owner's page of a clinic-year, with --clinic-sessions so many
 *                                              sessions (5,000): what of it is statistics, what is drawing
 *   npm run bench -- claims                    the models of claims of one clinic (7,200 sessions): the first time, and warm
 *   npm run bench -- dollars                   what AWS would ask for a session with four scores, a page, a release and a
 *                                              clinic that does nothing; --facts as above, --month-sessions (600) of the
 *                                              clinic into which facts trickle
 *   npm run bench -- one-score                 what one new score takes beside histories of 10,000 to 10,000,000 sessions
 *   npm run bench -- http                      sessions by HTTP, --rate (50) a second for --seconds (8): how long until each is seen
 *   npm run bench -- cold-start                what a start of each function loads, of what, and how long it takes
 */
const { values, positionals } = parseArgs({
  options: {
    facts: { type: 'string', default: '5000' },
    sessions: { type: 'string', default: '1000000' },
    'clinic-sessions': { type: 'string', default: '5000' },
    threads: { type: 'string', default: '2' },
    clients: { type: 'string', default: '10000' },
    rows: { type: 'string', default: '25000' },
    'month-sessions': { type: 'string', default: '600' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '8' },
    'imported-only': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
/** Sessions of a large clinic in a year. */
const CLINIC_YEAR = 7_200;
/** Sessions beside which one new score comes, and up to how many of them others compute all again. */
const HISTORIES = [10_000, 100_000, 1_000_000, 10_000_000];
const OTHERS_COMPUTE = { duckdb: 1_000_000, postgres: 100_000 };
const print = (line: string) => process.stdout.write(`${line}\n`);

const BENCHES: Record<string, () => Promise<void>> = {
  async pages() {
    const { pagesBench } = await import('./pages-bench.ts');
    await pagesBench(Number(values['clinic-sessions']), print);
  },
  async claims() {
    const { claimsBench } = await import('./claims-bench.ts');
    await claimsBench(CLINIC_YEAR, print);
  },
  async pipeline() {
    const { pipelineBench } = await import('./pipeline-bench.ts');
    await pipelineBench(Number(values.facts), print);
  },
  async dollars() {
    const { dollarsBench } = await import('./dollars-bench.ts');
    await dollarsBench(Number(values.facts), Number(values['month-sessions']), print);
  },
  async 'one-score'() {
    const { oneScoreBench } = await import('./one-score-bench.ts');
    await oneScoreBench(HISTORIES, OTHERS_COMPUTE, print);
  },
  async http() {
    const { httpBench } = await import('./http-bench.ts');
    await httpBench(Number(values.rate), Number(values.seconds), print);
  },
  async 'cold-start'() {
    const { coldStartBench } = await import('./cold-start-bench.ts');
    await coldStartBench(print);
  },
  async import() {
    const { importBench } = await import('./import-bench.ts');
    await importBench(Number(values.rows), { kills: true, derived: !values['imported-only'] }, print);
  },
  async analyse() {
    const { analyseBench } = await import('./analyse-bench.ts');
    await analyseBench(Number(values.sessions), Number(values.threads), print);
  },
  async 'fan-out'() {
    const { fanOutBench } = await import('./fan-out-bench.ts');
    await fanOutBench(Number(values.clients), print);
  },
  async 'release-scale'() {
    const { releaseScaleBench } = await import('./release-scale-bench.ts');
    await releaseScaleBench(Number(values.clients), print);
  },
  async release() {
    const { releaseBench } = await import('./release-bench.ts');
    await releaseBench(print);
  },
};

for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`${name}: expected ${Object.keys(BENCHES).join(' or ')}`);
  await bench();
  print('');
}
