import { type ReleaseId, releaseTitle } from '../release-id.ts';

export type Cited = ReleaseId & {
  /** Such as `2026-11-03`. */
  publishedOn: string;
  /** Of SHA256SUMS: names the release to the byte. */
  sumsSha256: string;
};

/** How a release is cited in a text (APA 7, data set), and the same for BibTeX. */
export function citation({ programme, period, revision, publishedOn, sumsSha256 }: Cited): {
  text: string;
  bibtex: string;
} {
  const year = publishedOn.slice(0, 4);
  const title = releaseTitle({ programme, period });
  const version = `Revision ${revision}`;
  const named = `SHA-256 of SHA256SUMS ${sumsSha256}`;
  return {
    text: `Programme ${programme}. (${year}). ${title} (${version}) [Data set]. Massage outcomes. ${named}`,
    bibtex: `@misc{${programme}-${period}-rev${revision},
  author = {{Programme ${programme}}},
  title = {${title}},
  year = {${year}},
  version = {${version}},
  publisher = {Massage outcomes},
  howpublished = {Data set},
  note = {${named}}
}`,
  };
}
