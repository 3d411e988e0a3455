/** Where the names of clocks are at home: `CET` is one in Britain, and in America `GMT+1`. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'de-DE'];
const STYLES = ['short', 'shortGeneric'] as const;

const formats = new Map<string, readonly Intl.DateTimeFormat[]>();

/**
 * Whether the clocks of a place are called so at an instant: `EST` in New York in winter, `EDT` in summer, `ET` always, and `MST` in
 * Phoenix all year.
 *
 * @param timeZone as the IANA database names it
 * @param at milliseconds since 1970
 */
export function isClockName(says: string, timeZone: string, at: number): boolean {
  let known = formats.get(timeZone);
  if (!known) {
    known = LOCALES.flatMap((locale) =>
      STYLES.map((timeZoneName) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })),
    );
    formats.set(timeZone, known);
  }
  return known.some((format) =>
    format.formatToParts(at).some(({ type, value }) => type === 'timeZoneName' && value === says),
  );
}
