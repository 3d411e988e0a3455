/** As the queue engine describes a message, as far as it is read. */
type Inspected = { messages: { ready: { sentTimestamp?: unknown }[] } };

/** When the messages were sent that wait in a queue, as milliseconds; it takes none of them. */
export async function waitingSince(queuesUrl: string, queue: string): Promise<number[]> {
  const response = await fetch(`${queuesUrl}/_fauxqs/queues/${encodeURIComponent(queue)}`);
  if (!response.ok) throw new Error(`the queue engine does not show ${queue}: ${response.status}`);
  const { messages } = (await response.json()) as Inspected;
  return messages.ready.map(({ sentTimestamp }) => Number(sentTimestamp));
}
