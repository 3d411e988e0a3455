import { createPageHandler, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { pagesWhenAsked } from '../../shared/site/when-asked.ts';
import { type ClientFormDeps, clientForms } from './clients.ts';
import type { FileFormDeps } from './files.ts';
import { goalForms } from './goals.ts';
import { type HandOverFormDeps, handOverForm } from './hand-over-care.ts';
import { type JournalFormDeps, journalForms } from './journal.ts';
import { type JournalLinkFormDeps, journalLinkForms } from './journal-links.ts';
import { type LabelFormDeps, labelForm } from './labels.ts';
import { type MoveFormDeps, moveForm } from './moves.ts';
import { oneButtonForms } from './one-button.ts';
import type { ReadingFormDeps } from './readings.ts';
import { scoreForm } from './scores.ts';
import { type TakeOverDeps, takeOver } from './take-over.ts';
import { todaysListForm } from './today.ts';
import { type UndoImportDeps, undoImportForm } from './undo-imports.ts';
import { type VisitFormDeps, visitForm } from './visits.ts';

export type FormsDeps = PageHandlerDeps &
  ClientFormDeps &
  FileFormDeps &
  HandOverFormDeps &
  JournalFormDeps &
  JournalLinkFormDeps &
  LabelFormDeps &
  MoveFormDeps &
  ReadingFormDeps &
  VisitFormDeps &
  TakeOverDeps &
  UndoImportDeps;

/** What people fill in and send, signed in or by a journal's link: taken by the same intake as what programs send. */
export function createForms(deps: FormsDeps) {
  const clients = clientForms(deps);
  // What knows of other systems' files is much, and loaded for whoever brings one.
  const files = pagesWhenAsked(async () => (await import('./files.ts')).fileForms(deps));
  const readings = pagesWhenAsked(async () => (await import('./readings.ts')).readingForms(deps));
  const journal = journalForms(deps);
  const links = journalLinkForms(deps);
  const goals = goalForms(deps);
  const oneButton = oneButtonForms(deps);
  return createPageHandler<'take-forms'>(
    {
      'GET /imports/new': files('upload'),
      'POST /imports/looks/{look}': files('begin'),
      'POST /imports/looks/{look}/reading': readings('read'),
      'POST /imports/mappings/forget': readings('forget'),
      'POST /imports/rows': files('row'),
      'POST /imports/undo': undoImportForm(deps),
      'POST /therapist/today': todaysListForm(deps),
      'POST /clients': clients.find,
      'POST /clients/{client}/label': labelForm(deps),
      'POST /clients/{client}/journal-link': links.make,
      'POST /clients/{client}/journal-link/withdraw': links.withdraw,
      'POST /clients/{client}/take-over': takeOver(deps),
      'POST /clients/{client}/care/hand-over': handOverForm(deps),
      'POST /j/{token}': journal.entry,
      'POST /j/{token}/consent': journal.consent,
      'POST /journal/{token}': journal.entry,
      'POST /journal/{token}/consent': journal.consent,
      'POST /clients/{client}/visit': visitForm(deps),
      'POST /clients/{client}/goal': goals.set,
      'POST /clients/{client}/measure': goals.measure,
      'POST /clients/{client}/move': moveForm(deps),
      'POST /clients/{client}/score': scoreForm(deps),
      'POST /clients/{client}/take-back': oneButton.takeBack,
      'POST /clients/{client}/consent': oneButton.consent,
    },
    deps,
  );
}
