/** A file's name as its sender knows it: what was uploaded on a page lies in a folder of its own. */
export const nameOfSender = (file: string) =>
  file.startsWith('uploaded/') ? file.slice(file.lastIndexOf('/') + 1) : file;
