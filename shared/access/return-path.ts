const LONGEST = 512;

/**
 * Where to go after signing in, if it is a place of ours: a path from the root, in printable ASCII. An
 * address of another site, however it is disguised, leads to the start page instead. What is checked is what is
 * answered, as a browser would resolve it: dots and backslashes in an address may turn into another host.
 */
export function returnPath(asked: string | undefined, origin: string): string {
  const start = '/';
  if (asked === undefined || asked.length > LONGEST || !asked.startsWith('/')) return start;
  const url = URL.parse(asked, origin);
  if (url?.origin !== origin) return start;
  const path = `${url.pathname}${url.search}`;
  // "//host" and, to browsers, "/\\host" are other sites.
  if (path.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path)) return start;
  return url.pathname.startsWith('/sign-') ? start : path;
}
