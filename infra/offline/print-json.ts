import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * Prints an object as one JSON document and a line end. Its fields, and the entries of fields that are lists,
 * are written one after the other, since all of a large clinic's curves do not fit into one text.
 */
export async function printJson(value: Readonly<Record<string, unknown>>, stream: Writable): Promise<void> {
  const write = async (text: string) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  let before = '{';
  for (const [name, field] of Object.entries(value)) {
    await write(`${before}${JSON.stringify(name)}:`);
    before = ',';
    if (!Array.isArray(field)) {
      await write(JSON.stringify(field));
      continue;
    }
    await write('[');
    for (const [index, entry] of field.entries())
      await write((index === 0 ? '' : ',') + JSON.stringify(entry));
    await write(']');
  }
  await write(`${before === '{' ? '{' : ''}}\n`);
}
