import type { OwnTechnique } from '../../records/own-technique.ts';
import { techniqueInWords, techniqueLabel } from './words.ts';

type Given = { technique: string; own?: string | undefined };

/** What was given, as a label: a technique of the clinic's own by its name, by its code where the clinic lists it no more. */
export const givenLabel = ({ technique, own }: Given, listed: readonly OwnTechnique[]): string =>
  own === undefined ? techniqueLabel(technique) : nameOf(own, listed);

/** The same in the middle of a sentence. */
export const givenInWords = ({ technique, own }: Given, listed: readonly OwnTechnique[]): string =>
  own === undefined ? techniqueInWords(technique) : nameOf(own, listed);

const nameOf = (own: string, listed: readonly OwnTechnique[]) =>
  listed.find(({ code }) => code === own)?.name ?? own;
