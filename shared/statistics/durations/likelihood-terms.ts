/** A log-likelihood at some coefficients, its gradient and its negative second derivatives, by rows. */
export type LikelihoodTerms = { value: number; gradient: Float64Array; curvature: Float64Array };
