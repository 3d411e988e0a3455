const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;

/** Whether lines end with a carriage return alone, as old spreadsheets of the Macintosh write them. */
export function endsInCarriageReturns(text: string): boolean {
  return text.includes('\r') && !text.includes('\n');
}

/** The same bytes with line feeds where carriage returns were: as many, so that places in the file stay. */
export async function* withLineFeeds(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    yield piece.map((byte) => (byte === CARRIAGE_RETURN ? LINE_FEED : byte));
  }
}
