import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** What is built, deployed or run; tests and examples are furnished as they need. */
const ROOMS = ['shared', 'functions', 'infra'];

/** A source file by its path from the root, with `/` on every machine, and how many lines it has. */
export type SourceFile = { path: string; lines: number };

/** Every source file of the rooms. */
export function sourceFiles(): SourceFile[] {
  return ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { encoding: 'utf8', recursive: true }).map(inRoom(room)),
  )
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length }));
}

const inRoom = (room: string) => (path: string) => posix.join(room, path.replaceAll('\\', '/'));

/** How many source files each folder has, those in folders within it among them. */
export function filesByFolder(files: readonly Pick<SourceFile, 'path'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  return counts;
}
