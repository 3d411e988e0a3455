/**
 * Times to an event of many sessions, in whole seconds: it came in (after, by], or, where `by` is OPEN,
 * it had not come at `after`, when somebody looked last. Two columns of one length.
 */
export type Brackets = { after: Int32Array; by: Int32Array };

export const OPEN = 0;
