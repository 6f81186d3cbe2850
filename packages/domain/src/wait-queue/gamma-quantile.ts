/** Standard normal quantiles. */
const normalQuantile = { p50: 0, p90: 1.281_551_565_5 } as const;

/**
 * A quantile of the gamma distribution with this mean and variance, by the cube-root approximation of Wilson and
 * Hilferty (1931): within 1.5 % for shapes (mean²/variance) of 1 and more, which waits for at least one departure have.
 */
export function gammaQuantile(mean: number, variance: number, at: keyof typeof normalQuantile): number {
  if (mean <= 0 || variance <= 0) return Math.max(0, mean);
  const ninth = variance / (9 * mean * mean);
  const root = 1 - ninth + normalQuantile[at] * Math.sqrt(ninth);
  return mean * Math.max(0, root) ** 3;
}
