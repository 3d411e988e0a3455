import { ANSWERS } from './answers.ts';
import { COMING_AGAIN } from './coming-again.ts';
import { CONFOUNDED } from './confounded.ts';
import { GOALS } from './goals.ts';
import { FALSE_LEADS } from './lead.ts';
import { ONE_HOUR } from './one-hour.ts';
import { RECOVERY } from './recovery.ts';
import { RECOVERY_PAIRS } from './recovery-pairs.ts';
import { REGRESSION } from './regression.ts';
import { RELIEF } from './relief.ts';
import type { Scenario } from './scenario.ts';
import { STANDARDISED } from './standardised.ts';
import { THERAPISTS } from './therapists.ts';
import { TREND } from './trend.ts';
import { TRUE_LEADS } from './true-lead.ts';
import { TWO_CLIENTS } from './two-clients.ts';
import { WITHIN_CLIENT } from './within-client.ts';

/** Every kind of clinic that promises are tried on. */
export const SCENARIOS: readonly Scenario[] = [
  ...COMING_AGAIN,
  ...STANDARDISED,
  ...TWO_CLIENTS,
  ...ONE_HOUR,
  ...ANSWERS,
  ...RECOVERY,
  ...RECOVERY_PAIRS,
  ...RELIEF,
  ...FALSE_LEADS,
  ...TRUE_LEADS,
  ...CONFOUNDED,
  ...WITHIN_CLIENT,
  ...THERAPISTS,
  ...TREND,
  ...GOALS,
  ...REGRESSION,
];
