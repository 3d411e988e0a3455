import { existsSync, readFileSync } from 'node:fs';
import type { Node } from 'constructs';
import type { SecondFactorRule } from '../shared/access/second-factor.ts';
import { type Programme, programmesOf } from '../shared/privacy/programme/programme.ts';
import { clinicId, date } from '../shared/records/fields.ts';

/** What differs between deployments. Everything else is the same everywhere. */
export type Stage = {
  name: StageName;
  /** Beginning of stack names and of the few physical names that we give. */
  prefix: string;
  clinics: readonly string[];
  /** The agreements with partners, whose releases publish-release writes. */
  programmes: readonly Programme[];
  /** The date that boards and clients' pages open as of, for data that have ended, such as a sample; else today. */
  asOf: string | undefined;
  /** Beginning of the names of the clinics' secrets; `<clinic>/pseudonym-key` follows. */
  pseudonymKeyPrefix: string;
  /** True: data outlives its stack and cannot be deleted by accident. */
  retainData: boolean;
  /** Whether owners have to sign in with a second factor. */
  secondFactor: SecondFactorRule;
  logRetentionDays: number;
  /** Requests a second over the whole API, and how many may come at once. */
  throttle: { rateLimit: number; burstLimit: number };
  /** Concurrent batches per stream shard. */
  streamParallelism: number;
  /** Files imported at the same time. */
  importConcurrency: number;
  /** Clinics tallied for a release at the same time. */
  tallyConcurrency: number;
};

const STAGE_NAMES = ['dev', 'prod'] as const;
type StageName = (typeof STAGE_NAMES)[number];

const DEFAULT_CLINICS = ['riverside', 'harbour'];
const DEFAULT_PROGRAMME = 'outcomes';

/** One secret each: with the rest of the stack this stays under the 500 resources of a CloudFormation stack. */
const MOST_CLINICS = 400;

/** Per stage: prod is sized for a chain of clinics, dev for one person and for two cores. */
const SIZES = {
  dev: {
    retainData: false,
    secondFactor: 'not-required',
    logRetentionDays: 7,
    throttle: { rateLimit: 50, burstLimit: 100 },
    streamParallelism: 2,
    importConcurrency: 2,
    tallyConcurrency: 2,
  },
  prod: {
    retainData: true,
    secondFactor: 'required',
    logRetentionDays: 180,
    throttle: { rateLimit: 500, burstLimit: 1000 },
    streamParallelism: 8,
    importConcurrency: 10,
    tallyConcurrency: 20,
  },
} as const satisfies Record<StageName, Partial<Stage>>;

/**
 * Reads the settings of this deployment from the context: `stage` (dev or prod; dev when absent), `clinics`
 * (comma-separated text or a JSON list), and either `programmes` (a JSON list, or the path of a file that
 * holds one) or the name of the only `programme` (a code in kebab-case), which counts all clinics; and the date
 * `asOf` that pages of data that have ended open as of.
 *
 * @throws Error that names the context value and what was expected.
 */
export function readStage(context: Pick<Node, 'tryGetContext'>): Stage {
  const name = readStageName(context.tryGetContext('stage'));
  const clinics = readClinics(context.tryGetContext('clinics'));
  return {
    name,
    prefix: `massage-outcomes-${name}`,
    clinics,
    programmes: readProgrammes(context, clinics),
    asOf: readAsOf(context.tryGetContext('asOf')),
    pseudonymKeyPrefix: `massage-outcomes/${name}/clinic/`,
    ...SIZES[name],
  };
}

function readStageName(value: unknown): StageName {
  if (value === undefined) return 'dev';
  const known = STAGE_NAMES.find((name) => name === value);
  if (known === undefined) throw invalid('stage', `one of ${STAGE_NAMES.join(', ')}`, value);
  return known;
}

function readAsOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const checked = date.safeParse(value);
  if (!checked.success) throw invalid('asOf', 'a date such as 2026-09-30', value);
  return checked.data;
}

function readClinics(value: unknown): readonly string[] {
  const listed = value === undefined ? DEFAULT_CLINICS : parseList(value);
  const expected = 'clinic ids, as comma-separated text or a JSON list of strings';
  if (listed === undefined || listed.length === 0) throw invalid('clinics', expected, value);
  for (const clinic of listed) {
    const checked = clinicId.safeParse(clinic);
    if (!checked.success) {
      throw invalid(
        'clinics',
        checked.error.issues[0]?.message.replace(/^expected /, '') ?? expected,
        clinic,
      );
    }
  }
  const clinics = [...new Set(listed as string[])].sort();
  if (clinics.length < listed.length) throw invalid('clinics', 'each clinic id once', value);
  if (clinics.length > MOST_CLINICS) {
    throw invalid('clinics', `at most ${MOST_CLINICS} clinics in a deployment`, clinics.length);
  }
  return clinics;
}

function parseList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') return undefined;
  if (!value.trimStart().startsWith('[')) return value.split(',').map((part) => part.trim());
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readProgrammes(context: Pick<Node, 'tryGetContext'>, clinics: readonly string[]): Programme[] {
  const name = context.tryGetContext('programme');
  const listed = context.tryGetContext('programmes');
  if (listed === undefined) {
    return namedProgrammes('programme', [{ programme: name ?? DEFAULT_PROGRAMME, clinics }], clinics);
  }
  if (name !== undefined)
    throw invalid('programme', 'nothing beside "programmes", which names them all', name);
  return namedProgrammes('programmes', listOfProgrammes(listed), clinics);
}

/** @throws Error that names the context value and, of what it holds, the field */
function namedProgrammes(key: string, value: unknown, clinics: readonly string[]): Programme[] {
  try {
    return programmesOf(value, clinics);
  } catch (error) {
    throw new Error(`context value "${key}": ${(error as Error).message}`, { cause: error });
  }
}

function listOfProgrammes(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const expected = 'a JSON list of programmes, or the path of a file that holds one';
  const inline = value.trimStart().startsWith('[');
  if (!inline && !existsSync(value)) throw invalid('programmes', expected, value);
  try {
    return JSON.parse(inline ? value : readFileSync(value, 'utf8'));
  } catch {
    throw invalid('programmes', expected, value);
  }
}

function invalid(key: string, expected: string, value: unknown): Error {
  return new Error(`context value "${key}": expected ${expected}, but found ${JSON.stringify(value)}`);
}
