import type { ReleaseHead } from '../release-head.ts';

export const METHOD_FILE = 'METHOD.md';

/** METHOD.md as it is published: what is told of the numbers, then under what they may be used. */
export function methodWithLicence({ programme }: Pick<ReleaseHead, 'programme'>, method: string): string {
  const { name, title, path } = programme.licence;
  return `${method.trimEnd()}\n\n## Licence\n\n${title} (${[name, path].filter(Boolean).join(', ')})\n`;
}
