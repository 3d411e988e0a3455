import type { BracketProbability } from './bracket-probability.ts';
import { type DurationBrackets, NEVER } from './duration-brackets.ts';
import type { NormalTails } from './normal-tails.ts';

/** First and negative second derivative in one direction of the coefficients. */
type Derivatives = { slopes: Float64Array; curvatures: Float64Array };

/** The same of each client, in the order in which clients come. */
export type ClientDerivatives = Derivatives & { clients: Int32Array };

/**
 * Derivatives of a log-likelihood of bracketed durations, client by client.
 *
 * @param clients by duration
 * @param along by time: how its score changes in the direction
 */
export function clientDerivatives(
  brackets: DurationBrackets,
  clients: Int32Array,
  tails: NormalTails,
  along: Float64Array,
): ClientDerivatives {
  const { bracketOf, firstOf } = brackets;
  const ofBrackets = derivativesOfBrackets(brackets, tails, along);
  const ofTruncation = firstOf && derivativesOfTruncation(tails, along);
  const all = {
    clients: new Int32Array(clients.length),
    slopes: new Float64Array(clients.length),
    curvatures: new Float64Array(clients.length),
  };
  let last = -1;
  for (let index = 0; index < clients.length; index += 1) {
    if (index === 0 || clients[index] !== clients[index - 1]) {
      last += 1;
      all.clients[last] = clients[index]!;
    }
    all.slopes[last]! += ofBrackets.slopes[bracketOf[index]!]!;
    all.curvatures[last]! += ofBrackets.curvatures[bracketOf[index]!]!;
    if (!ofTruncation) continue;
    all.slopes[last]! += ofTruncation.slopes[firstOf[index]!]!;
    all.curvatures[last]! += ofTruncation.curvatures[firstOf[index]!]!;
  }
  return {
    clients: all.clients.slice(0, last + 1),
    slopes: all.slopes.slice(0, last + 1),
    curvatures: all.curvatures.slice(0, last + 1),
  };
}

function derivativesOfBrackets(
  { left, right, count }: DurationBrackets,
  tails: NormalTails,
  along: Float64Array,
): Derivatives {
  const { scores } = tails;
  const into: BracketProbability = { log: 0, atLeft: 0, atRight: 0 };
  const slopes = new Float64Array(count.length);
  const curvatures = new Float64Array(count.length);
  for (let bracket = 0; bracket < count.length; bracket += 1) {
    const [from, to] = [left[bracket]!, right[bracket]!];
    tails.bracket(from, to, into);
    const atLeft = into.atLeft * along[from]!;
    slopes[bracket] = -atLeft;
    curvatures[bracket] = atLeft * (atLeft - scores[from]! * along[from]!);
    if (to === NEVER) continue;
    const atRight = into.atRight * along[to]!;
    slopes[bracket]! += atRight;
    curvatures[bracket]! += atRight * (atRight + scores[to]! * along[to]!) - 2 * atLeft * atRight;
  }
  return { slopes, curvatures };
}

/** By time: of -log(1 - F), where a duration was seen because it had not ended then. */
function derivativesOfTruncation(tails: NormalTails, along: Float64Array): Derivatives {
  const into: BracketProbability = { log: 0, atLeft: 0, atRight: 0 };
  const slopes = new Float64Array(along.length);
  const curvatures = new Float64Array(along.length);
  for (let time = 0; time < along.length; time += 1) {
    tails.bracket(time, NEVER, into);
    const hazard = into.atLeft * along[time]!;
    slopes[time] = hazard;
    curvatures[time] = -hazard * (hazard - tails.scores[time]! * along[time]!);
  }
  return { slopes, curvatures };
}
