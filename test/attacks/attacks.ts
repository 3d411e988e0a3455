import { doubtTheIntervals } from './doubt-the-intervals.ts';
import { drawMany } from './draw-many.ts';
import { followAMember } from './follow-a-member.ts';
import { lookAtTheDigits } from './look-at-the-digits.ts';
import { measureTheNoise } from './measure-the-noise.ts';
import { readThePattern } from './read-the-pattern.ts';
import { reorder } from './reorder.ts';
import { subtractReleases } from './subtract-releases.ts';
import { tellAMember, tellAValue, tellTheOnlyOther } from './tell-a-member.ts';
import type { Attack } from './verdict.ts';
import { weighHeavily } from './weigh-heavily.ts';

/** Every attack on differential privacy, by what it tries. */
export const ATTACKS = {
  'tells a member from one release': tellAMember,
  'tells a member from all releases of a lifetime': followAMember,
  'tells which value a known member has': tellAValue,
  'weighs heavily with hundreds of sessions': weighHeavily,
  'subtracts releases, margins and cells': subtractReleases,
  'reads the pattern of rows and statuses': readThePattern,
  'tells the only other client of a cell': tellTheOnlyOther,
  'looks at digits and remainders': lookAtTheDigits,
  'changes the order of clients and shards': reorder,
  'doubts the intervals': doubtTheIntervals,
  'measures the noise': measureTheNoise,
  'draws many times': drawMany,
} as const satisfies Record<string, Attack>;
