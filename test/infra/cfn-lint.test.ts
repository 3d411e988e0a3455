import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';
import { DEEP } from '../deep.ts';
import { NEEDED, temporaryFolder, VAULT, WITH_EDGE, WITHOUT_BUNDLING } from './synthesized.ts';

/**
 * cfn-lint judges templates by the schemas of CloudFormation's resources. It is a program in Python that no registry of
 * Node has: where a machine has it, the deep run asks it, for half a minute. What `rules.test.ts` runs everywhere is CloudFormation's own validator.
 */
const VERSION = DEEP ? (spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '') : '';

/** Warnings that are accepted, each with its reason. */
const ACCEPTED = {
  // CDK writes what must be there before a function in DependsOn, also where a reference says so too.
  W3005: 'A dependency that is said twice is one dependency.',
} as const;

function lint(folder: string, templates: readonly string[]) {
  const ignored = Object.keys(ACCEPTED).flatMap((rule) => ['--ignore-checks', rule]);
  const args = ['--format', 'parseable', ...ignored, '--', ...templates];
  const { status, stdout, stderr } = spawnSync('cfn-lint', args, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe.skipIf(VERSION === '')(
  `templates, judged by ${VERSION || 'cfn-lint, which is not here or not asked'}`,
  () => {
    // One stage, with all that can be asked for: stages differ in numbers.
    test('break no rule', () => {
      const context = {
        ...NEEDED['prod'],
        ...WITH_EDGE,
        backupVault: VAULT,
        reservedConcurrency: '20',
        tracing: 'on',
        stage: 'prod',
      };
      const outdir = join(temporaryFolder(), 'cdk.out');
      createOutcomesApp({ outdir, context: { ...WITHOUT_BUNDLING, ...context } }).synth();
      const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
      expect(templates).toHaveLength(3);
      expect(lint(outdir, templates)).toEqual({ status: 0, stdout: '', stderr: '' });
      // It loads the schemas of every service: seconds, and more on a busy machine.
    });

    test('a property that is none is found', () => {
      const folder = temporaryFolder();
      const queue = { Type: 'AWS::SQS::Queue', Properties: { Colour: 'red' } };
      writeFileSync(join(folder, 'planted.json'), JSON.stringify({ Resources: { queue } }));
      const { status, stdout } = lint(folder, ['planted.json']);
      expect([status, stdout]).toEqual([2, expect.stringMatching(/E3002:.*'Colour' was unexpected/)]);
    });
  },
);
