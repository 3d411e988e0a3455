import { withInvisible } from '../../records/values/invisible.ts';

/**
 * A file's name as its sender knows it: what was uploaded on a page lies in a folder of its own. Characters that nobody
 * sees are written out, as they could turn around what stands beside the name.
 */
export const nameOfSender = (file: string) =>
  withInvisible(file.startsWith('uploaded/') ? file.slice(file.lastIndexOf('/') + 1) : file);
