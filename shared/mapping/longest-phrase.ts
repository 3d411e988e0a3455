/**
 * Letters of the longest text that is looked at as words, minutes or days. A longer one is no name of anything, and what looks for
 * words within it takes a time that grows with its square.
 */
export const LONGEST_PHRASE = 500;
