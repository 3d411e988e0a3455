/**
 * A place, as the database names them: `America/Chicago`. An abbreviation such as `CST` or `EST`, or an offset, which
 * Intl takes too, may mean several zones or one that knows no summer time.
 */
const NAME = /^(?:UTC|[A-Z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)+)$/;

/**
 * Whether the text names a time zone of the IANA database by its place, such as `America/Chicago`, in the case that
 * the database writes it in; or `UTC`.
 */
export function isTimeZone(text: string): boolean {
  if (!NAME.test(text)) return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    // Engines answer an older name by a newer one, or the other way round; only its case can be compared.
    return known.toLowerCase() !== text.toLowerCase() || known === text;
  } catch {
    return false;
  }
}
