/** P(k) of discrete Gaussian noise, exp(-k² / (2 sigma²)) over its sum, for k = 0 and up. */
export function gaussianProbability(sigmaSquared: number): (k: number) => number {
  return normalised((k) => Math.exp(-(k * k) / (2 * sigmaSquared)), Math.ceil(40 * Math.sqrt(sigmaSquared)));
}

/** P(k) of discrete Laplace noise. */
export function laplaceProbability(scale: number): (k: number) => number {
  return normalised((k) => Math.exp(-Math.abs(k) / scale), Math.ceil(750 * scale));
}

function normalised(weight: (k: number) => number, last: number): (k: number) => number {
  let sum = 0;
  for (let k = last; k >= 1; k--) sum += 2 * weight(k);
  const total = sum + weight(0);
  return (k) => weight(k) / total;
}
