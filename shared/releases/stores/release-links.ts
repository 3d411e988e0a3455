import type { SignedLinks } from '../../storage/aws/signed-links.ts';
import type { ReleaseFileName } from '../files/release-file.ts';
import type { ReleaseId } from '../release-id.ts';
import { releasePrefix } from './release-keys.ts';

export type ReleaseLinks = ReturnType<typeof createReleaseLinks>;

/** Links to published files. */
export function createReleaseLinks(link: SignedLinks) {
  return (release: ReleaseId, name: ReleaseFileName): Promise<string> =>
    link({
      key: `${releasePrefix(release)}${name}`,
      shown: `attachment; filename="${name}"`,
    });
}
