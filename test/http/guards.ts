/** A rule for one header: what it must say, in words and as a check. */
type Guard = readonly [header: string, holds: (value: string) => boolean];

const directives = (policy: string) =>
  Object.fromEntries(policy.split(';').map((part) => part.trim().split(/\s+(.*)/s, 2) as [string, string]));

/** One file of our own, whose name changes with its content. */
const OWN_SCRIPT = /^(https:\/\/[^\s*/]+|http:\/\/127\.0\.0\.1:\d+)\/assets\/visit-[\w-]{12}\.js$/;

/** What every answer must tell a browser, said again from what is wanted and not from our own constants. */
const GUARDS: readonly Guard[] = [
  [
    'content-security-policy',
    (policy) => {
      const said = directives(policy);
      const script = said['script-src'];
      const asked = said['connect-src'];
      return (
        said['default-src'] === "'none'" &&
        (script === undefined || OWN_SCRIPT.test(script)) &&
        asked === script &&
        said['frame-ancestors'] === "'none'" &&
        said['base-uri'] === "'none'" &&
        /^'self'( https:\/\/[^\s*]+| http:\/\/127\.0\.0\.1:\d+){0,2}$/.test(said['form-action'] ?? '') &&
        !/unsafe|\*|http:\/\/(?!127\.0\.0\.1)/.test(policy)
      );
    },
  ],
  ['x-content-type-options', (value) => value === 'nosniff'],
  ['x-frame-options', (value) => value === 'DENY'],
  ['referrer-policy', (value) => value === 'no-referrer' || value === 'same-origin'],
  ['strict-transport-security', (value) => Number(/^max-age=(\d+)/.exec(value)?.[1]) >= 31_536_000],
  ['cross-origin-resource-policy', (value) => value === 'same-origin'],
];

/**
 * The names of the headers that an answer lacks, or that say something else than they must.
 *
 * @param isAsset whether it is a file whose name changes with its content, which may be kept
 */
export function missingGuards(
  headers: Readonly<Record<string, unknown>>,
  { isAsset = false }: { isAsset?: boolean } = {},
): string[] {
  const kept: Guard = [
    'cache-control',
    (value) => value === 'no-store' || (isAsset && value.includes('immutable')),
  ];
  return [...GUARDS, kept]
    .filter(([name, holds]) => typeof headers[name] !== 'string' || !holds(headers[name]))
    .map(([name]) => name);
}
