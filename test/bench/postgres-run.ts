import { readFileSync } from 'node:fs';
import { report } from './child-run.ts';
import { type BenchResult, cellOfRow } from './technique-month.ts';
import { TemporaryPostgres } from './temporary-postgres.ts';

/** The work of `duckdb-run.ts` in PostgreSQL's SQL, by a server of its own that writes no log and waits for no disk. */
const [file, threads] = process.argv.slice(2) as [string, string];

const READ = `
  CREATE UNLOGGED TABLE lines (line jsonb);
  COPY lines FROM STDIN (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02');`;

const COLUMNS = `
  CREATE UNLOGGED TABLE raw AS
  SELECT line->>'type' AS type, CASE line->>'type' WHEN 'deletion' THEN line->>'of' ELSE line->>'type' END AS kind,
    coalesce(line->>'sessionId', line->>'scoreId', line->>'id') AS id, line->>'clientId' AS client,
    line->>'startedAt' AS began, (line->>'endedAt')::timestamptz AS ended, line->'techniques' AS techniques,
    (line->>'painBefore')::int AS before, (line->>'painAfter')::int AS after, (line->>'at')::timestamptz AS at,
    (line->>'pain')::int AS pain, (line->>'soreness')::int AS soreness,
    coalesce(line->>'window', 'now') AS recall, line->>'bodyRegion' AS region,
    (line->>'recordedAt')::timestamptz AS recorded
  FROM lines;
  ANALYZE raw`;

const VERSIONS = `
  CREATE UNLOGGED TABLE live AS
  WITH erasures AS (SELECT client, max(recorded) AS erased FROM raw WHERE type = 'erasure' GROUP BY client),
  ranked AS (
    SELECT raw.*,
      row_number() OVER (PARTITION BY client, kind, id ORDER BY recorded DESC, type = 'deletion' DESC) AS version
    FROM raw LEFT JOIN erasures USING (client)
    WHERE type <> 'erasure' AND (erased IS NULL OR recorded > erased)
  )
  SELECT * FROM ranked WHERE version = 1 AND type <> 'deletion';
  ANALYZE live`;

const SESSIONS = `
  CREATE UNLOGGED TABLE sessions AS
  SELECT id, client, left(began, 7) AS month, began::timestamptz AS started, ended, before, after,
    lead(began::timestamptz) OVER (PARTITION BY client ORDER BY began::timestamptz) AS next,
    (SELECT t->>'technique' FROM jsonb_array_elements(techniques) WITH ORDINALITY AS e(t, n)
      ORDER BY (t->>'minutes')::float DESC NULLS LAST, n LIMIT 1) AS technique,
    ARRAY(SELECT t->>'bodyRegion' FROM jsonb_array_elements(techniques) AS t WHERE t ? 'bodyRegion') AS regions
  FROM live WHERE type = 'session';
  ANALYZE sessions`;

/** There is no ASOF join: of a client's sessions the one whose next has not begun. */
const REPORTS = `
  CREATE UNLOGGED TABLE reports AS
  SELECT s.client, s.id, extract(epoch FROM p.at - s.ended)::int AS seconds, p.pain, p.soreness
  FROM live p JOIN sessions s ON p.client = s.client AND p.at > s.started AND (s.next IS NULL OR p.at <= s.next)
  WHERE p.type = 'pain-score' AND p.recall = 'now' AND p.at > s.ended AND p.at <= s.ended + INTERVAL '168 hours'
    AND (p.region IS NULL OR cardinality(s.regions) = 0 OR p.region = ANY (s.regions))`;

const OUTCOMES = `
  CREATE UNLOGGED TABLE outcomes AS
  WITH sore AS (
    SELECT *, max(seconds) FILTER (WHERE soreness > 1) OVER (PARTITION BY client, id) AS last_sore FROM reports
  ), of_session AS (
    SELECT client, id,
      (array_agg(pain ORDER BY seconds) FILTER (WHERE pain IS NOT NULL AND seconds BETWEEN 86400 AND 259200))[1] AS sustained,
      max(seconds) FILTER (WHERE soreness IS NOT NULL) AS last_report,
      min(seconds) FILTER (WHERE soreness <= 1 AND seconds > coalesce(last_sore, 0)) AS first_clear
    FROM sore GROUP BY client, id
  )
  SELECT s.client, s.technique, s.month, s.before, s.after, r.sustained, r.last_report, r.first_clear
  FROM sessions s LEFT JOIN of_session r USING (client, id)`;

const KAPLAN_MEIER = `
  CREATE UNLOGGED TABLE curves AS
  WITH times AS (
    SELECT technique, month, coalesce(first_clear, last_report) AS seconds, count(first_clear) AS events,
      count(*) AS leaving
    FROM outcomes WHERE last_report IS NOT NULL GROUP BY 1, 2, 3
  ), risk AS (
    SELECT *, 1 - events / (sum(leaving) OVER (PARTITION BY technique, month ORDER BY seconds DESC))::float8 AS stay FROM times
  )
  SELECT *, CASE WHEN min(stay) OVER w = 0 THEN 0 ELSE exp(sum(ln(nullif(stay, 0))) OVER w) END AS survival
  FROM risk WINDOW w AS (PARTITION BY technique, month ORDER BY seconds)`;

function changeSums(after: string): string {
  const has = `before IS NOT NULL AND ${after} IS NOT NULL`;
  return `
    SELECT technique, month, sum(n) AS n, sum(total)::float8 / nullif(sum(n), 0)::float8 AS mean, sum(eligible) AS eligible,
      sum(responders) AS responders, sum(n * n) AS pairs, sum(total * total) AS sums
    FROM (
      SELECT technique, month, client, count(*) FILTER (WHERE ${has}) AS n,
        coalesce(sum(before - ${after}) FILTER (WHERE ${has}), 0) AS total,
        count(*) FILTER (WHERE ${has} AND before >= 1) AS eligible,
        count(*) FILTER (WHERE ${has} AND before >= 1 AND 10 * (before - ${after}) >= 3 * before) AS responders
      FROM outcomes GROUP BY 1, 2, 3) of_client
    GROUP BY 1, 2`;
}

const CELLS = `
  SELECT json_build_array(technique, month, s.sessions, s.clients, a.n, a.mean, a.eligible, a.responders, a.pairs, a.sums,
    b.n, b.mean, b.eligible, b.responders, b.pairs, b.sums,
    coalesce(c.rows, 0), coalesce(c.n, 0), coalesce(c.events, 0), coalesce(c.survival, 0))
  FROM (${changeSums('after')}) a JOIN (${changeSums('sustained')}) b USING (technique, month)
  JOIN (SELECT technique, month, count(*) AS sessions, count(DISTINCT client) AS clients FROM outcomes GROUP BY 1, 2) s
    USING (technique, month)
  LEFT JOIN (SELECT technique, month, count(*) AS rows, sum(leaving) AS n, sum(events) AS events, sum(survival) AS survival
    FROM curves GROUP BY 1, 2) c USING (technique, month)
  ORDER BY technique COLLATE "C", month COLLATE "C"`;

const postgres = new TemporaryPostgres(Number(threads));
const result: BenchResult = { seconds: [], peakMegabytes: 0, cells: [] };
const timed = <T>(step: string, work: () => T): T => {
  const started = performance.now();
  const value = work();
  result.seconds.push({ step, seconds: (performance.now() - started) / 1000 });
  return value;
};
try {
  timed('read', () => {
    postgres.run(READ, readFileSync(file));
    postgres.run(COLUMNS);
  });
  timed('versions', () => postgres.run(VERSIONS));
  timed('outcomes', () => [SESSIONS, REPORTS, OUTCOMES].map((sql) => postgres.run(sql)));
  timed('tables', () => postgres.run(KAPLAN_MEIER));
  const rows = timed('sums', () => postgres.run(CELLS))
    .trim()
    .split('\n');
  result.cells = rows.map((row) => cellOfRow(JSON.parse(row) as unknown[]));
} finally {
  postgres.stop();
}
report(result);
