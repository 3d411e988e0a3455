import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { onTestFinished } from 'vitest';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';

/** Every stage; each infra test runs for all of them. */
export const STAGES = ['dev', 'prod'] as const;

export type Synthesized = {
  stateful: Template;
  stateless: Template;
  both: readonly Template[];
  /** Of the firewall, where the context asks for an edge. */
  edge: Template | undefined;
};

/** What a stage cannot be made without. */
export const NEEDED: Readonly<Record<string, object>> = { prod: { alarmEmail: 'ops@example.org' } };

/** What a deployment with an edge says more. */
export const WITH_EDGE = {
  edgeDomain: 'outcomes.example.org',
  edgeCertificate: 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
} as const;

/** A vault of another account. */
export const VAULT = 'arn:aws:backup:eu-central-1:210987654321:backup-vault:outcomes';

/** Skips esbuild: what is asserted on templates does not depend on bundles, and they take most of the time. */
export const WITHOUT_BUNDLING = { 'aws:cdk:bundling-stacks': [] };

const templates = new Map<string, Synthesized>();

/**
 * The templates of a stage, synthesized once for each test file, without bundles.
 *
 * @param context what a deployment may say besides its stage
 */
export function synthesize(stage: string, context: Readonly<Record<string, string>> = {}): Synthesized {
  const name = JSON.stringify([stage, context]);
  const known = templates.get(name);
  if (known) return known;
  const outdir = mkdtempSync(join(tmpdir(), 'outcomes-templates-'));
  try {
    const assembly = createOutcomesApp({
      outdir,
      context: { ...WITHOUT_BUNDLING, ...NEEDED[stage], stage, ...context },
    }).synth();
    const template = (stack: string) =>
      Template.fromJSON(assembly.getStackByName(`massage-outcomes-${stage}-${stack}`).template);
    const stateful = template('stateful');
    const stateless = template('stateless');
    const edge = 'edgeDomain' in context ? template('edge') : undefined;
    const made = { stateful, stateless, both: [stateful, stateless], edge };
    templates.set(name, made);
    return made;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outcomes-infra-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Logical id and template entry of every resource of a type. */
export function resourcesOf(template: Template, type: string): ReturnType<typeof entries> {
  return entries(template.findResources(type));
}

function entries(found: ReturnType<Template['findResources']>) {
  return Object.entries(found).map(([logicalId, resource]) => ({
    logicalId,
    ...resource,
    ...path(resource),
  }));
}

/** The construct path of a resource without the stack's name, such as "ingest-records/Resource". */
function path(resource: Record<string, unknown>): {
  path: string;
  Properties: ReturnType<typeof properties>;
} {
  const metadata = resource['Metadata'] as { 'aws:cdk:path': string };
  return { path: metadata['aws:cdk:path'].replace(/^[^/]+\//, ''), Properties: properties(resource) };
}

function properties(resource: ReturnType<Template['findResources']>[string]) {
  return resource['Properties'];
}

/** Our functions by name. CDK's own handler of bucket notifications is in the other stack. */
export function functionsOf({ stateless }: Synthesized) {
  return resourcesOf(stateless, 'AWS::Lambda::Function').map((resource) => ({
    ...resource,
    name: resource.path.replace(/\/Resource$/, ''),
  }));
}
