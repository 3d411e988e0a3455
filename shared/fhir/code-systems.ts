import { COMPLAINTS, TECHNIQUES } from '../records/catalogue.ts';
import { SYSTEMS } from './house.ts';
import { OUTCOMES } from './write-outcomes.ts';
import type { Resource } from './write-parts.ts';

/** The house's own codes, for what no code system that may be passed on has a code for. */
export const CODE_SYSTEMS: readonly Resource[] = [
  codeSystem('technique', 'Technique', SYSTEMS.technique, TECHNIQUES),
  codeSystem('complaint', 'Complaint', SYSTEMS.complaint, COMPLAINTS),
  codeSystem('outcome', 'Outcome', SYSTEMS.outcome, OUTCOMES),
];

function codeSystem(id: string, name: string, url: string, codes: readonly string[]): Resource {
  return {
    resourceType: 'CodeSystem',
    id,
    url,
    name,
    status: 'active',
    caseSensitive: true,
    content: 'complete',
    count: codes.length,
    concept: codes.map((code) => ({ code, display: code.replaceAll('-', ' ') })),
  };
}
