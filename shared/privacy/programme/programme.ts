import * as z from 'zod';
import { ConfigError } from '../../errors.ts';
import { COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import { clinicId, code } from '../../records/fields.ts';
import { budgetProblem, budgetSchema, usualBudget } from './budget.ts';
import { DESIGNS, type Design, THRESHOLD_DESIGNS, usualDesign, usualThresholdDesign } from './designs.ts';
import { EVERYTHING, questionsSchema } from './questions.ts';
import { PERIOD_KINDS, type ReleasePeriod, releasePeriod } from './release-period.ts';
import { asksTwoTables } from './table-dimensions.ts';

/** What a cell can be about. Fixed a period ahead, never because a client brought something new. */
const catalogueSchema = z.strictObject({
  /** First period that it holds for, such as `2026Q3` or `2026H2`. */
  from: z
    .string()
    .refine((text) => releasePeriod(text) !== undefined, 'expected a period such as 2026Q3, 2026H2 or 2026Y'),
  version: z.int().min(1),
  techniques: z.array(z.enum(TECHNIQUES)).min(1),
  complaints: z.array(z.enum(COMPLAINTS)).min(1),
});

const text = z.string().min(1).max(300);

/** Its short name, such as `CC-BY-4.0`, where its words are, and what it is called. */
const licenceSchema = z.strictObject({
  name: z.string().min(1),
  path: z.url().optional(),
  title: z.string().min(1),
});

const describedSchema = z.strictObject({
  title: text.optional(),
  publisher: text.optional(),
  /** A page or `mailto:` of whoever answers questions. */
  contact: z.url().optional(),
  keywords: z.array(text).min(1).max(20).optional(),
  doi: z
    .string()
    .regex(/^10\.\d{4,9}\/\S+$/, 'expected a DOI such as 10.1234/abc')
    .optional(),
  /** What kind of clinics they are, and how their clients were asked. */
  clinics: text.optional(),
  consent: text.optional(),
});

const programmeSchema = z
  .strictObject({
    programme: code,
    clinics: z.array(clinicId).min(1),
    /** Clients that it expects to count in a quarter, over all its clinics: what is usual follows from it. */
    clientsExpected: z.int().min(1).optional(),
    period: z.enum(PERIOD_KINDS).optional(),
    mode: z.enum(['differential-privacy', 'threshold']).default('differential-privacy'),
    catalogues: z
      .array(catalogueSchema)
      .min(1)
      .default([{ from: '1900Q1', version: 1, techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] }]),
    questions: questionsSchema.optional(),
    budget: budgetSchema.optional(),
    licence: licenceSchema.prefault({
      name: 'partner-agreement',
      title: 'For the partners named in the agreement; no attempt to identify anyone.',
    }),
    /** What its releases say of themselves to catalogues; all of it is public. */
    described: describedSchema.optional(),
    /** Who may download, as the claim `custom:partner` names them. */
    partners: z.array(code).default([]),
  })
  .transform(({ clientsExpected, period, questions, budget, ...said }) => {
    const design = clientsExpected === undefined ? USUAL_DESIGN : designFor(said.mode, clientsExpected);
    const kind = period ?? design.period;
    return {
      ...said,
      ...(clientsExpected !== undefined && { clientsExpected }),
      period: kind,
      questions: questions ?? design.questions,
      budget: budget ?? usualBudget(kind),
    };
  });

/** What is usual for so many clients; by threshold periods are quarters, unless others are asked for. */
function designFor(mode: 'differential-privacy' | 'threshold', clientsExpected: number): Design {
  if (mode === 'differential-privacy') return DESIGNS[usualDesign(clientsExpected)];
  return { period: 'quarter', questions: THRESHOLD_DESIGNS[usualThresholdDesign(clientsExpected)] };
}

/** Where no number of clients is expected, and what all programmes asked before they could choose. */
const USUAL_DESIGN = { period: 'quarter', questions: EVERYTHING } as const;

/** An agreement with partners: whose consenting clients count, what is told of them, how and how often. */
export type Programme = z.infer<typeof programmeSchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;

/** Reads a programme from its setting. @throws ConfigError that names the field and what was expected */
export function programmeOf(value: unknown, name = 'programme'): Programme {
  const parsed = programmeSchema.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw invalid(name, path, message);
  }
  const { catalogues, clinics } = parsed.data;
  checkDesign(name, parsed.data);
  if (new Set(clinics).size < clinics.length) throw invalid(name, ['clinics'], 'expected each clinic once');
  for (const [index, { from, version }] of catalogues.entries()) {
    const before = catalogues[index - 1];
    if (before === undefined || (firstMonth(before.from) < firstMonth(from) && before.version < version))
      continue;
    const expected = 'expected catalogues in order of time, each with a higher version than the one before';
    throw invalid(name, ['catalogues', index], expected);
  }
  return parsed.data;
}

const ONE_TABLE =
  'expected a share above 0, or none of techniques or of complaints: by threshold a release is one table';

/** @throws ConfigError for a design that its mode does not go with, and a budget that differential privacy does not */
function checkDesign(name: string, { mode, period, questions, budget }: Programme): void {
  if (mode === 'threshold') {
    if (period === 'quarter-and-year')
      throw invalid(name, ['period'], 'expected periods of one length: by threshold a month is told once');
    if (asksTwoTables(questions)) throw invalid(name, ['questions', 'percent', 'cells'], ONE_TABLE);
    return;
  }
  const problem = budgetProblem(period, questions.percent, budget);
  if (problem) throw invalid(name, ['budget', problem.field], problem.message);
}

/**
 * Reads the programmes of a deployment.
 *
 * @throws ConfigError that names the field and what was expected
 */
export function programmesOf(value: unknown): Programme[] {
  if (!Array.isArray(value)) throw new ConfigError('programmes: expected a list of programmes');
  const programmes = value.map((one, index) => programmeOf(one, `programmes.${index}`));
  for (const [index, { programme, clinics: counted }] of programmes.entries()) {
    const name = `programmes.${index}`;
    if (programmes.findIndex((other) => other.programme === programme) < index) {
      throw invalid(name, ['programme'], `expected each programme once, found "${programme}" again`);
    }
    const shared = counted.findIndex((clinic) =>
      programmes.slice(0, index).some((other) => other.clinics.includes(clinic)),
    );
    if (shared >= 0) {
      // Two accounts of one client would add up without anybody seeing the sum.
      throw invalid(name, ['clinics', shared], `"${counted[shared]}" counts in another programme already`);
    }
  }
  return programmes;
}

/**
 * What the cells of a period are about: the newest catalogue that holds by then.
 *
 * @throws ConfigError for a period before the first catalogue
 */
export function catalogueIn(
  { programme, catalogues }: Programme,
  { months, period }: ReleasePeriod,
): Catalogue {
  const holding = catalogues.filter(({ from }) => firstMonth(from) <= months[0]!);
  const newest = holding.at(-1);
  if (newest) return newest;
  throw new ConfigError(
    `programme ${programme}: no catalogue holds in ${period}; the first is from ${catalogues[0]!.from}`,
  );
}

function firstMonth(period: string): string {
  return releasePeriod(period)!.months[0]!;
}

function invalid(name: string, path: readonly PropertyKey[], message: string): ConfigError {
  return new ConfigError(`${[name, ...path.map(String)].join('.')}: ${message}`);
}
