/** 48 bits: clients of one clinic do not meet in them. */
const SHORT_LETTERS = 8;

/** The beginning of a client's pseudonym: tells clients apart on a page, and says nothing about them. */
export const shortName = (client: string): string => client.slice(0, SHORT_LETTERS);
