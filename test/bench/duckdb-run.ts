import { DuckDBInstance } from '@duckdb/node-api';
import { peakMegabytes, report } from './child-run.ts';
import { type BenchResult, cellOfRow } from './technique-month.ts';

/**
 * The work of the bench in SQL, from a file with some threads.
 *
 * It does what records and outcomes are defined to be for the bench's files: one clinic, one entry per
 * technique in a session, no two sessions of a client at once.
 */
const [file, threads] = process.argv.slice(2) as [string, string];

const COLUMNS = `{type: 'VARCHAR', sessionId: 'VARCHAR', scoreId: 'VARCHAR', id: 'VARCHAR', "of": 'VARCHAR',
  clientId: 'VARCHAR', startedAt: 'VARCHAR', endedAt: 'TIMESTAMPTZ',
  techniques: 'STRUCT(technique VARCHAR, minutes DOUBLE, bodyRegion VARCHAR)[]',
  painBefore: 'TINYINT', painAfter: 'TINYINT', "at": 'TIMESTAMPTZ', pain: 'TINYINT', soreness: 'TINYINT',
  "window": 'VARCHAR', bodyRegion: 'VARCHAR', recordedAt: 'TIMESTAMPTZ'}`;

const READ = `
  CREATE TABLE raw AS
  SELECT type, CASE type WHEN 'deletion' THEN "of" ELSE type END AS kind, coalesce(sessionId, scoreId, id) AS id,
    clientId, startedAt, endedAt, techniques, painBefore, painAfter, "at", pain, soreness,
    coalesce("window", 'now') AS "window", bodyRegion, recordedAt
  FROM read_ndjson('${file}', columns = ${COLUMNS})`;

/** The last version of every record, unless it is deleted or its client was erased since. */
const VERSIONS = `
  CREATE TABLE live AS
  WITH erasures AS (SELECT clientId, max(recordedAt) AS erasedAt FROM raw WHERE type = 'erasure' GROUP BY clientId),
  kept AS (
    SELECT raw.* FROM raw LEFT JOIN erasures USING (clientId)
    WHERE type <> 'erasure' AND (erasedAt IS NULL OR recordedAt > erasedAt)
    QUALIFY row_number() OVER (PARTITION BY clientId, kind, id ORDER BY recordedAt DESC, type = 'deletion' DESC) = 1
  )
  SELECT * FROM kept WHERE type <> 'deletion'`;

const SESSIONS = `
  CREATE TABLE sessions AS
  SELECT id, clientId, startedAt[1:7] AS month, startedAt::TIMESTAMPTZ AS started, endedAt, painBefore, painAfter,
    techniques[list_position(list_transform(techniques, lambda t: t.minutes),
      list_max(list_transform(techniques, lambda t: t.minutes)))].technique AS technique,
    list_filter(list_transform(techniques, lambda t: t.bodyRegion), lambda r: r IS NOT NULL) AS regions
  FROM live WHERE type = 'session'`;

/** Every score belongs to the client's last session that began before it, if it lies in that one's window. */
const REPORTS = `
  CREATE TABLE reports AS
  SELECT s.clientId, s.id, epoch(p."at" - s.endedAt)::INTEGER AS seconds, p.pain, p.soreness
  FROM (SELECT * FROM live WHERE type = 'pain-score' AND "window" = 'now') p
  ASOF JOIN sessions s ON p.clientId = s.clientId AND p."at" > s.started
  WHERE p."at" > s.endedAt AND p."at" <= s.endedAt + INTERVAL 168 HOUR
    AND (p.bodyRegion IS NULL OR len(s.regions) = 0 OR list_contains(s.regions, p.bodyRegion))`;

const OUTCOMES = `
  CREATE TABLE outcomes AS
  WITH of_session AS (
    SELECT clientId, id,
      arg_min(pain, seconds) FILTER (pain IS NOT NULL AND seconds BETWEEN 86400 AND 259200) AS sustained,
      max(seconds) FILTER (soreness IS NOT NULL) AS lastReport,
      max(seconds) FILTER (soreness > 1) AS lastSore,
      list(seconds) FILTER (soreness <= 1) AS clear
    FROM reports GROUP BY clientId, id
  )
  SELECT s.clientId, s.technique, s.month, s.painBefore, s.painAfter, r.sustained, r.lastReport, r.lastSore,
    list_min(list_filter(r.clear, lambda c: c > coalesce(r.lastSore, 0))) AS firstClear
  FROM sessions s LEFT JOIN of_session r USING (clientId, id)`;

function changeSums(after: string): string {
  const has = `painBefore IS NOT NULL AND ${after} IS NOT NULL`;
  return `
    SELECT technique, month, sum(n) AS n, sum(total)::DOUBLE / nullif(sum(n), 0) AS mean, sum(eligible) AS eligible,
      sum(responders) AS responders, sum(n * n) AS clusterPairs, sum(total * total) AS clusterSums
    FROM (
      SELECT technique, month, clientId,
        count(*) FILTER (${has}) AS n,
        coalesce(sum((painBefore - ${after})::INTEGER) FILTER (${has}), 0) AS total,
        count(*) FILTER (${has} AND painBefore >= 1) AS eligible,
        count(*) FILTER (${has} AND painBefore >= 1 AND 10 * (painBefore - ${after})::INTEGER >= 3 * painBefore) AS responders
      FROM outcomes GROUP BY ALL)
    GROUP BY ALL`;
}

/** Recovery by the right end of its bracket; without an event censored at the last report. */
const KAPLAN_MEIER = `
  CREATE TABLE curves AS
  WITH times AS (
    SELECT technique, month, coalesce(firstClear, lastReport) AS seconds,
      count(firstClear) AS events, count(*) AS leaving
    FROM outcomes WHERE lastReport IS NOT NULL GROUP BY ALL
  ), risk AS (
    SELECT *, sum(leaving) OVER (PARTITION BY technique, month ORDER BY seconds DESC) AS atRisk FROM times
  )
  SELECT *, product(1 - events / atRisk) OVER (PARTITION BY technique, month ORDER BY seconds) AS survival FROM risk`;

const CELLS = `
  SELECT a.technique, a.month, s.sessions, s.clients, a.* EXCLUDE (technique, month), b.* EXCLUDE (technique, month),
    coalesce(c.rows, 0), coalesce(c.n, 0), coalesce(c.events, 0), coalesce(c.survival, 0)
  FROM (${changeSums('painAfter')}) a JOIN (${changeSums('sustained')}) b USING (technique, month)
  JOIN (SELECT technique, month, count(*) AS sessions, count(DISTINCT clientId) AS clients FROM outcomes GROUP BY ALL) s
    USING (technique, month)
  LEFT JOIN (SELECT technique, month, count(*) AS rows, sum(leaving) AS n, sum(events) AS events, sum(survival) AS survival
    FROM curves GROUP BY ALL) c USING (technique, month)
  ORDER BY 1, 2`;

const STEPS: readonly [step: string, sql: string][] = [
  ['read', READ],
  ['versions', VERSIONS],
  ['outcomes', `${SESSIONS}; ${REPORTS}; ${OUTCOMES}`],
  ['tables', KAPLAN_MEIER],
];

const instance = await DuckDBInstance.create(':memory:', { threads, preserve_insertion_order: 'false' });
const connection = await instance.connect();
const result: BenchResult = { seconds: [], peakMegabytes: 0, cells: [] };
const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
  const started = performance.now();
  const value = await work();
  result.seconds.push({ step, seconds: (performance.now() - started) / 1000 });
  return value;
};
for (const [step, sql] of STEPS) await timed(step, () => connection.run(sql));
const rows = await timed('sums', async () => (await connection.runAndReadAll(CELLS)).getRowsJson());
result.cells = rows.map((row) => cellOfRow(row as unknown[]));
result.peakMegabytes = peakMegabytes();
report(result);
