/** The checksums in a `SHA256SUMS` file, by file name. */
export function checksumsIn(sums: string): ReadonlyMap<string, string> {
  return new Map([...sums.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, sum, name]) => [name!, sum!]));
}
