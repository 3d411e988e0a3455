/** Reads a stream and does nothing with it: what the runner itself costs. */
export const handler = async (event: { Records: unknown[] }) => event.Records.length;
