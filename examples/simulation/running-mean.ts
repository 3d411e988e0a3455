const DECIMALS = 1000;

/** A mean of numbers that come one by one. */
export class RunningMean {
  private sum = 0;
  private count = 0;

  plus(value: number): this {
    this.sum += value;
    this.count += 1;
    return this;
  }

  /** To three decimals; + 0: never -0. */
  rounded(): number {
    return Math.round((this.sum / this.count) * DECIMALS) / DECIMALS + 0;
  }
}
