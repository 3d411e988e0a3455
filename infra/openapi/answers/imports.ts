import * as z from 'zod';
import type { UndoState } from '../../../shared/imports/undo-state.ts';
import type { OneImport } from '../../../shared/reading/imports.ts';
import { ROW_FATES, UNUSED_REASONS } from '../../../shared/records/files/row-account.ts';
import type { ImportPage } from '../../../shared/records/files/written-import.ts';
import { RECORD_TYPES } from '../../../shared/records/record.ts';
import { answerOf } from '../answer-of.ts';

export const rowAccount = z
  .strictObject({
    rows: z.number().describe('The sum of the counts.'),
    counts: z.record(z.enum(ROW_FATES), z.number()),
    unused: z
      .partialRecord(z.enum(UNUSED_REASONS), z.number())
      .describe('`counts.unused` by reason, those that occur.'),
    skipped: z
      .record(z.string(), z.number())
      .optional()
      .describe('`counts.skipped` by code, those that occur; absent where none was.'),
    refused: z.record(z.string(), z.number()).describe('`counts.refused` by code, those that occur.'),
  })
  .meta({
    id: 'RowAccount',
    description: 'What became of every row that was read; blank lines and rows of other clinics are none.',
  });

const statusCounts = z
  .strictObject({
    duplicate: z.number(),
    skipped: z.number(),
    refused: z.number(),
    accepted: z.number(),
    stale: z.number(),
    conflict: z.number(),
  })
  .meta({ id: 'StatusCounts' });

export const refusal = z
  .strictObject({
    code: z.string().describe('Stable, for programs.'),
    path: z
      .string()
      .describe(
        'The field, as a dotted path with indexes: `techniques[0].minutes`; empty for the whole record.',
      ),
    message: z.string().describe('One sentence for people: what was expected. It never repeats the value.'),
    found: z
      .string()
      .optional()
      .describe(
        'What stood there, shortened and with the invisible written out, where it is told to whoever sent it; never kept in clear.',
      ),
  })
  .meta({
    id: 'Refusal',
    description: 'Why one item was refused, in the form that HTTP answers and quarantine files share.',
  });

const fileRefusal = z
  .strictObject({
    ...refusal.shape,
    line: z.number(),
    id: z.string().optional().describe("The record's own id and type, if they can be read."),
    type: z.enum(RECORD_TYPES).optional(),
    also: z.array(refusal).optional().describe('What else was wrong with the same row.'),
  })
  .meta({ id: 'FileRefusal', description: 'Why a row was refused, for the quarantine file.' });

/** What an undoing has done to a record. */
export const undoFate = z.enum([
  'removed',
  'restored',
  'changed',
  'moved',
  'said-again',
  'deleted',
  'erased',
  'acts',
  'untouched',
]);

const stayingRecord = z
  .strictObject({
    line: z.number(),
    type: z.enum(RECORD_TYPES),
    id: z.string(),
    fate: undoFate,
  })
  .meta({ id: 'StayingRecord', description: 'A record that an undoing leaves, by the row that brought it.' });

const undoAccount = z
  .strictObject({
    rows: z.number().describe('Rows of the file that were looked at.'),
    byType: z.partialRecord(
      z.enum(RECORD_TYPES),
      z.strictObject({
        removed: z.number().optional(),
        restored: z.number().optional(),
        changed: z.number().optional(),
        moved: z.number().optional(),
        'said-again': z.number().optional(),
        deleted: z.number().optional(),
        erased: z.number().optional(),
        acts: z.number().optional(),
        untouched: z.number().optional(),
      }),
    ),
    staying: z.array(stayingRecord).describe('The first of those that stay.'),
  })
  .meta({ id: 'UndoAccount', description: 'What an undoing has done, or would do.' });

export const undoState = answerOf<UndoState>()(
  z
    .union([
      z.strictObject({ state: z.literal('none') }),
      z.strictObject({ state: z.literal('unknown') }),
      z.strictObject({ state: z.literal('looking'), rows: z.number() }),
      z.strictObject({ state: z.literal('undoing'), rows: z.number() }),
      z.strictObject({ state: z.enum(['seen', 'undone']), at: z.string(), account: undoAccount }),
      z.strictObject({ state: z.literal('gone') }),
    ])
    .meta({ id: 'UndoState', description: 'How far the undoing of an import has come.' }),
);

const written = {
  rows: z.number(),
  counts: statusCounts,
  byType: z.strictObject({
    session: statusCounts.optional(),
    'pain-score': statusCounts.optional(),
    goal: statusCounts.optional(),
    measurement: statusCounts.optional(),
    consent: statusCounts.optional(),
    care: statusCounts.optional(),
    deletion: statusCounts.optional(),
    erasure: statusCounts.optional(),
    move: statusCounts.optional(),
    merge: statusCounts.optional(),
    unreadable: statusCounts.optional(),
  }),
  refusalsByCode: z
    .record(z.string(), z.number())
    .describe('How many rows were refused by which code, conflicts among them.'),
  stoppedAt: z
    .strictObject({ line: z.number(), reason: z.string() })
    .optional()
    .describe('Present when the file broke: nothing from this line on was read.'),
  file: z.string(),
  import: z
    .strictObject({ name: z.string(), eTag: z.string().optional(), arrivedAt: z.string() })
    .optional()
    .describe(
      'By what its records are known, and which bytes came when; of imports from before it was kept nothing is known.',
    ),
  account: rowAccount.describe('Adds up to the rows read.'),
  replaced: z
    .array(z.strictObject({ line: z.number(), type: z.enum(RECORD_TYPES), id: z.string(), by: z.string() }))
    .describe('The first rows that a later version replaced: `by` its instant, or by which row.'),
  refusedParts: z.array(z.string()),
};

/** One import. */
export const importOfFile = answerOf<OneImport>()(
  z.strictObject({ ...written, refused: z.array(fileRefusal), undo: undoState }).meta({ id: 'ImportOfFile' }),
);

/** A page of imports. */
export const imports = answerOf<ImportPage>()(
  z
    .strictObject({
      imports: z.array(z.strictObject({ ...written, finishedAt: z.string() }).meta({ id: 'ListedImport' })),
      next: z.string().optional().describe('Present while there may be more, even after an empty page.'),
    })
    .meta({ id: 'ImportPage' }),
);
