const LONGEST = 512;

/**
 * Where to go after signing in, if it is a place of ours: a path from the root, in printable ASCII. An
 * address of another site, however it is disguised, leads to the start page instead.
 */
export function returnPath(asked: string | undefined, origin: string): string {
  const start = '/';
  if (asked === undefined || asked.length > LONGEST) return start;
  // "//host" and, to browsers, "/\host" are other sites.
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return start;
  const url = URL.parse(asked, origin);
  if (url?.origin !== origin || url.pathname.startsWith('/sign-')) return start;
  return `${url.pathname}${url.search}`;
}
