import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';
import { NEEDED, STAGES, synthesize, temporaryFolder, WITHOUT_BUNDLING } from './synthesized.ts';

/** Properties that give a resource a physical name. */
const NAMES =
  /^(TableName|BucketName|QueueName|FunctionName|RoleName|PolicyName|TopicName|LogGroupName|UserPoolName|ClientName|Name|AlarmName|AliasName)$/;

function written(context: Record<string, unknown>): Record<string, string> {
  const outdir = temporaryFolder();
  createOutcomesApp({ outdir, context: { ...WITHOUT_BUNDLING, ...context } }).synth();
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return Object.fromEntries(templates.map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
}

describe('synthesis', () => {
  test('gives the same bytes every time', () => {
    const prod = { stage: 'prod', ...NEEDED['prod'] };
    expect(written(prod)).toEqual(written(prod));
  });

  test('refuses a context that makes no sense before anything is written', () => {
    expect(() => written({ stage: 'staging' })).toThrow('context value "stage"');
    expect(() => written({ clinics: 'north' })).toThrow('context value "clinics"');
  });
});

describe.each(STAGES)('stacks, stage %s', (stage) => {
  const { both } = synthesize(stage);

  test('belong to no account or region', () => {
    for (const template of both) {
      const text = JSON.stringify(template.toJSON());
      expect(text).not.toMatch(/\b\d{12}\b/);
      expect(text).not.toMatch(/\b(us|eu|ap|ca|sa)-(north|south|east|west|central)\w*-\d\b/);
    }
  });

  test('name only what people and other parts look for by name, each with the stage in it or in its group', () => {
    const named = both.flatMap((template) =>
      Object.values(
        template.toJSON().Resources as Record<string, { Type: string; Properties?: object }>,
      ).flatMap(({ Type, Properties }) =>
        Object.entries(Properties ?? {})
          .filter(([key, value]) => NAMES.test(key) && typeof value === 'string')
          .map(([, value]) => ({ type: Type, name: value as string })),
      ),
    );
    const types = new Set(named.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Authorizer',
      'AWS::CloudWatch::Alarm',
      // CDK repeats the logical id as the name of an inline policy, within its role.
      'AWS::IAM::Policy',
      'AWS::KMS::Alias',
      'AWS::Scheduler::Schedule',
      'AWS::Scheduler::ScheduleGroup',
    ]);
    const withinTheirOwner = [
      'AWS::IAM::Policy',
      'AWS::ApiGatewayV2::Authorizer',
      'AWS::Scheduler::Schedule',
    ];
    for (const { type, name } of named) {
      if (!withinTheirOwner.includes(type)) expect(name).toMatch(new RegExp(`massage-outcomes[-/]${stage}`));
    }
  });
});
