/** What the audit tells apart. */
export type FindingKind =
  | 'count-below-threshold'
  | 'narrowed'
  | 'margin-says-more'
  | 'exact-count'
  | 'exact-sum'
  | 'all-or-none'
  | 'share-below-threshold'
  | 'impossible'
  | 'finer-than-declared'
  | 'value-against-status'
  | 'more-than-one-code'
  | 'column-without-rule'
  | 'row-missing'
  | 'row-unexpected'
  | 'rows-differ'
  | 'files-differ'
  | 'two-versions'
  | 'shown-in-another-revision'
  | 'other-dimensions'
  | 'too-many-revisions'
  | 'periods-overlap'
  | 'two-modes'
  | 'not-from-noisy-values'
  | 'noise-not-as-declared'
  | 'noise-reused'
  | 'budget-does-not-add-up'
  | 'hidden-since'
  | 'known-with-totals'
  | 'clinics-told-twice'
  | 'revised-by-few'
  | 'not-authentic'
  | 'same-period-elsewhere';

/** What an attacker can derive, or, as a note, what he can guess at without the rules being broken. */
export type Finding = {
  kind: FindingKind;
  severity: 'finding' | 'note';
  /** The releases it takes, by name. */
  releases: readonly string[];
  /** The row, where it is about one. */
  row?: string;
  /** A sentence in plain words. */
  says: string;
};
