import * as z from 'zod';
import { TECHNIQUES } from '../records/catalogue.ts';
import { LONGEST_OWN_NAME, MOST_OWN_TECHNIQUES, ownTechniqueCode } from '../records/own-technique.ts';
import { invisibleIn } from '../records/values/invisible.ts';

const describeName = `expected the name of a technique, of 1 to ${LONGEST_OWN_NAME} characters with a letter or digit among them, without spaces around it, invisible characters or a comma`;
const name = z.string({ error: describeName }).refine((text) => {
  if (text === '' || text !== text.trim() || [...text].length > LONGEST_OWN_NAME) return false;
  return !text.includes(',') && invisibleIn(text).length === 0 && ownTechniqueCode(text) !== '';
}, describeName);

const describeList = `expected a list of 1 to ${MOST_OWN_TECHNIQUES} names of techniques`;

/**
 * The techniques outside the catalogue that a clinic has named. Records hold the code that is made of a name; no two
 * names may have one code, nor the code of a technique of the catalogue, which would count as another technique.
 */
export const ownTechniqueNames = z
  .array(name, { error: describeList })
  .min(1, describeList)
  .max(MOST_OWN_TECHNIQUES, describeList)
  .superRefine((names, context) => {
    const taken = new Map<string, string>(TECHNIQUES.map((code) => [code, code]));
    for (const [index, each] of names.entries()) {
      const code = ownTechniqueCode(each);
      const other = taken.get(code);
      if (other !== undefined) {
        const message = `expected names that are not alike: this one has the same code as “${other}”`;
        context.addIssue({ code: 'custom', path: [index], message, params: { code: 'inconsistent' } });
      }
      taken.set(code, each);
    }
  });
