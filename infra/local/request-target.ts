/** Path and query of an HTTP request target, both as sent; the query without its question mark. */
export function splitTarget(target: string): { path: string; query: string } {
  const start = target.indexOf('?');
  return start < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, start), query: target.slice(start + 1) };
}
