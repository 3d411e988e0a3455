/**
 * The one rule by which somebody is called a responder, on owners' pages and in releases: pain fell by at least
 * 30 % of what it was (Farrar 2001, Pain 94:149; Dworkin 2008, J Pain 9:105). In whole numbers, so that no
 * rounding decides a case. Who came without pain is not eligible: there was nothing to relieve.
 */
export const AT_LEAST_30_PERCENT = {
  eligible: ({ before }: { before: number }) => before >= 1,
  responds: ({ before, after }: { before: number; after: number }) => 10 * (before - after) >= 3 * before,
};
