import { type Knots, naturalSpline } from './natural-spline.ts';

/**
 * How the normal score of a distribution of durations is made of log time, P(T <= e^x) = Φ(γ · b(x)). The last one or
 * two coefficients are slopes: that of the lower tail, and by how much that of the upper one differs.
 */
export type ScoreModel = {
  size: number;
  /** Writes b(x). */
  columnsAt: (x: number, into: Float64Array, at: number) => void;
  /** Where the first slope stands. */
  slopeAt: number;
  bend: Bend | null;
};

/** A bend of the normal score: where it is, and the SD of a prior of the log of upper over lower slope. */
export type Bend = { knots: Knots; sd: number };

/** T is log-normal, or bent (Royston & Parmar's probit scale). */
export function freeModel(bend: Bend | null): ScoreModel {
  return {
    size: bend ? 3 : 2,
    slopeAt: 1,
    bend,
    columnsAt: (x, into, at) => {
      into[at] = 1;
      into[at + 1] = x;
      if (bend) into[at + 2] = naturalSpline(bend.knots, x);
    },
  };
}

/** The same with a given median. */
export function modelOfMedian(logMedian: number, bend: Bend | null): ScoreModel {
  const atMedian = bend ? naturalSpline(bend.knots, logMedian) : 0;
  return {
    size: bend ? 2 : 1,
    slopeAt: 0,
    bend,
    columnsAt: (x, into, at) => {
      into[at] = x - logMedian;
      if (bend) into[at + 1] = naturalSpline(bend.knots, x) - atMedian;
    },
  };
}

/** γ · b(x) */
export function normalScore(model: ScoreModel, coefficients: Float64Array, x: number): number {
  return columns(model, x).reduce((sum, value, j) => sum + value * coefficients[j]!, 0);
}

/** b(x) */
export function columns(model: ScoreModel, x: number): Float64Array {
  const into = new Float64Array(model.size);
  model.columnsAt(x, into, 0);
  return into;
}
