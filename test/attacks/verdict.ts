import type { Mechanism } from './mechanism.ts';

/** What an attack has found; a mechanism withstands it when there is nothing. */
export type Findings = string[];
export type Attack = (mechanism: Mechanism) => Findings;
