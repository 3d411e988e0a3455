/** The clinic that is measured. */
export const CLINIC = 'measured';
/** Of all clinics, in some partitions. */
export const ARRIVALS_KIND = 'ARRIVALS#<part>';

/** A partition key of that clinic without its ids: `CLINIC#<clinic>#MONTH#<month>`. */
export function kindOfKey(pk: string): string {
  return pk
    .replace(CLINIC, '<clinic>')
    .replace(/^ARRIVALS#\d+/, ARRIVALS_KIND)
    .replace(/#\d{4}-\d{2}/, '#<month>')
    .replace(/CLIENT#[^#]{43}/, 'CLIENT#<client>')
    .replace(/(SESSION|GOAL)#[^#]+/, '$1#<id>');
}
