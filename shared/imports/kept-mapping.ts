import { type Mapping, parseMapping } from '../mapping/mapping.ts';
import { FileBroken } from '../records/files/file-item.ts';

/** A mapping that a clinic keeps under a name; `keptAt` by our clock. */
export type KeptMapping = { name: string; mapping: Mapping; keptAt: string };

/** Whether a text can be the name of a mapping that is kept. */
export const isMappingName = (text: string) => /^[^\s#\p{C}]([^#\p{C}]{0,58}[^\s#\p{C}])?$/u.test(text);

/** No mapping that a person has read is longer. */
const LONGEST_BYTES = 200_000;

/**
 * The mapping that a text holds, as it lies beside the file that is read by it.
 *
 * @throws FileBroken that names all that is wrong with it: nothing of the file is read by what is no mapping
 */
export function mappingIn(text: string): Mapping {
  if (Buffer.byteLength(text) > LONGEST_BYTES) {
    throw broken(`expected a mapping of at most ${LONGEST_BYTES} bytes beside the file`);
  }
  const read = parseMapping(parsed(text));
  if ('mapping' in read) return read.mapping;
  throw broken(`what lies beside the file is no mapping: ${read.faults.join('; ')}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken('expected a mapping beside the file, as JSON');
  }
}

const broken = (reason: string) => new FileBroken('invalid-mapping', 1, reason);
