/**
 * Weeks of remission in acute leukaemia, negative where censored: Freireich EJ et al, Blood 1963; 21:699-716,
 * as given by Gehan 1965, Biometrika 52:203, and as `gehan` in the R package MASS.
 */
export const SIX_MP_WEEKS = [
  6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35,
];
export const PLACEBO_WEEKS = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
