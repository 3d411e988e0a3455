import type { SessionOutcome } from '../../../shared/outcomes/session-outcome.ts';
import type { Catalogue } from '../../../shared/privacy/programme/programme.ts';
import { clientContribution } from '../../../shared/privacy/tally/client-contribution.ts';
import { tallyOf } from '../../../shared/privacy/tally/tally.ts';
import { RELEASE_FILE_NAMES } from '../../../shared/releases/files/release-file.ts';
import { problemsOfRelease } from '../../../shared/releases/files/verify-release.ts';
import { CATALOGUE } from '../../privacy/tally/tally-of-cells.ts';
import type { Findings } from '../verdict.ts';
import { type FileAttack, MODES, publish } from './publisher.ts';

const session = (change: object) =>
  ({ technique: 'sports', complaint: 'sciatica', painBefore: 7, painAfter: 3, ...change }) as SessionOutcome;

/** What somebody may get in who wants a release to fail: each must come out complete, at the same instant. */
const INPUTS: Readonly<Record<string, readonly SessionOutcome[][]>> = {
  nobody: [],
  'one client': [[session({})]],
  'clients without scores': [[session({ painBefore: undefined })], [session({ painAfter: null })]],
  'clients off the scale': [
    [session({ painBefore: 1e9 })],
    [session({ painAfter: Number.NaN })],
    [session({ painAfter: -3 })],
    [session({ painBefore: 2.5 })],
    [session({ painBefore: '7' })],
  ],
  'clients outside the catalogue': [
    [session({ technique: 'no-such-technique' })],
    [session({ complaint: '__proto__' })],
    [session({ technique: undefined, complaint: undefined })],
  ],
};

/**
 * Attack 23: does a release fail, or slip, depending on who came? Of nobody, of one and of records that are all
 * invalid, every file is there, signed, and dated with the scheduled instant.
 */
export const starve: FileAttack = async (publisher) => {
  const findings: Findings = [];
  for (const mode of MODES) {
    for (const [name, clients] of Object.entries(INPUTS)) {
      try {
        const catalogue = CATALOGUE as Catalogue & typeof CATALOGUE;
        const tally = tallyOf(clients.map((sessions) => clientContribution(sessions, catalogue)));
        const { files, terms } = await publish(publisher, mode, tally);
        const { created } = JSON.parse(new TextDecoder().decode(files.get('datapackage.json')));
        const missing = RELEASE_FILE_NAMES.filter((file) => !files.has(file));
        const problems = [...missing.map((file) => `no ${file}`), ...problemsOfRelease(new Map(files))];
        if (created !== terms.period.publishesAt) problems.push(`it is dated ${created}`);
        findings.push(...problems.map((problem) => `${mode}, ${name}: ${problem}`));
      } catch (error) {
        findings.push(`${mode}, ${name}: ${(error as Error).message}`);
      }
    }
  }
  return findings;
};
