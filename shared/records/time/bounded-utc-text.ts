import { utcText } from './instant.ts';

const FIRST_SECONDS = Date.parse('0000-01-01T00:00:00Z') / 1000;
const LAST_SECONDS = Date.parse('9999-12-31T23:59:59Z') / 1000;

/**
 * UTC text of a computed instant, kept within the years of four digits: beyond them text no longer sorts
 * as time, and a range around the calendar's last days would come out upside down.
 */
export function boundedUtcText(seconds: number): string {
  return utcText(Math.min(Math.max(seconds, FIRST_SECONDS), LAST_SECONDS));
}
