import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';
import { DEEP } from '../deep.ts';
import { HIPAA_ACCEPTED } from './hipaa-accepted.ts';
import { NEEDED, STAGES, temporaryFolder, VAULT, WITH_EDGE, WITHOUT_BUNDLING } from './synthesized.ts';

/**
 * Findings of cdk-nag that we accept. Those of a construct are acknowledged where it is made, with the
 * reason; these name an export of the other stack, whose name is only known after synthesis.
 */
const ACCEPTED: readonly { finding: RegExp; reason: string }[] = [
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttimports[0-9A-F]+Arn[0-9A-F]+\/clinic=\*\]$/,
    reason: 'import-file reads the files of all clinics.',
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::.+GetAttimports[0-9A-F]+Arn[0-9A-F]+\/\*\.import\/((undo-)?\*|progress\.json)\]$/,
    reason:
      'import-file writes results beside a file, wherever it lies; read-outcomes and show-pages show them, ingest-records asks for their undoing, work-for-clinic takes erased clients out of them.',
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::.+GetAttimports[0-9A-F]+Arn[0-9A-F]+\/(uploads|looks|readings)\/\*\]$/,
    reason:
      'Owners of all clinics send files to be looked at; import-file writes what it has seen, pages show it.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttimports[0-9A-F]+Arn[0-9A-F]+\/clinic=\*\/uploaded\/\*\]$/,
    reason: 'take-forms hands what was looked at to the import, for owners of all clinics.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttreleasingreleases[0-9A-F]+Arn[0-9A-F]+\/v1\/\*\]$/,
    reason:
      'publish-release writes the releases of all programmes, read-outcomes and show-pages hand them out.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttreleasinganonymised[0-9A-F]+Arn[0-9A-F]+\/\*\]$/,
    reason: 'publish-release keeps what it draws for all programmes; the bucket holds nothing else.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttreleasingtallies[0-9A-F]+Arn[0-9A-F]+\/tallies\/\*\]$/,
    reason: 'tally-clinic counts the clinics of all programmes.',
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::.+GetAttreleasingtallies[0-9A-F]+Arn[0-9A-F]+\/tallies\/\*\/(terms|frozen)\.json\]$/,
    reason: 'The terms and the frozen counts of any release, and no counts of a single clinic.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttreports[0-9A-F]+Arn[0-9A-F]+\/digests\/\*\]$/,
    reason:
      'write-digests writes the digests of all clinics; work-for-clinic removes those that name an erased client.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+GetAttreports[0-9A-F]+Arn[0-9A-F]+\/reports\/\*\]$/,
    reason:
      'write-reports writes the monthly reports of all clinics, read-outcomes and show-pages hand them out.',
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::.+GetAttreports[0-9A-F]+Arn[0-9A-F]+\/exports\/\*(\/((asked|given-up)\.json|turns\/\*))?\]$/,
    reason: 'Owners of all clinics ask for exports; work-for-clinic writes them, keep-data hands them out.',
  },
];

type Violation = { ruleName: string; violatingConstructs: { constructPath: string }[] };
type Report = { pluginReports: { pluginName?: string; violations: Violation[] }[] };

/** In `npm test` the stage that has all that can be asked for. */
const PLAIN = DEEP ? STAGES.map((stage) => [stage, 'neither', {}] as const) : [];

describe.each([
  ...PLAIN,
  ['prod', 'an edge, a vault and traces', { ...WITH_EDGE, backupVault: VAULT, tracing: 'on' }] as const,
])('rules of others, stage %s with %s', (stage, _, asked) => {
  test("cdk-nag's AwsSolutions, its HIPAA Security and CloudFormation's own checks find nothing that we have not accepted", () => {
    const outdir = temporaryFolder();
    const app = createOutcomesApp({
      outdir,
      context: { ...WITHOUT_BUNDLING, ...NEEDED[stage], ...asked, stage },
      validate: true,
    });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
    // Throws as long as there is any finding; the report says which.
    expect(() => app.synth()).toThrow('validation-report.json');
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;

    const accepted = [...ACCEPTED, ...HIPAA_ACCEPTED];
    const findings = report.pluginReports.flatMap(({ violations }) => violations);
    const unexpected = findings.filter(
      ({ ruleName }) => !accepted.some(({ finding }) => finding.test(ruleName)),
    );
    expect(unexpected).toEqual([]);
    for (const { finding } of accepted) {
      expect(
        findings.some(({ ruleName }) => finding.test(ruleName)),
        `${finding} is not found any more`,
      ).toBe(true);
    }
    // Two rule engines, one of them WebAssembly: seconds, and more on a busy machine.
  });
});
