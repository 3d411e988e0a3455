/**
 * A fact as it is held: the clinic and the client are in the item's key (the client under a pseudonym),
 * never in its content.
 */
export type Held<T> = T extends unknown ? Omit<T, 'clinicId' | 'clientId'> : never;
