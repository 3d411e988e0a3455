/** 97.5 % quantile of the standard normal distribution: the z of every two-sided 95 % limit here. */
export const Z_95 = 1.959963984540054;
