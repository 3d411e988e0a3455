import { createPageHandler, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { signOut } from '../../shared/site/sign-in.ts';
import { type ClientFormDeps, clientForms } from './clients.ts';
import { goalForms } from './goals.ts';
import { oneButtonForms } from './one-button.ts';
import type { RecordingDeps } from './recording.ts';
import { type TakeOverDeps, takeOverForm } from './take-over.ts';
import { visitForm } from './visits.ts';

export type FormsDeps = PageHandlerDeps & ClientFormDeps & TakeOverDeps & RecordingDeps;

/** What people fill in and send while signed in: taken by the same intake as what programs send. */
export function createForms(deps: FormsDeps) {
  const clients = clientForms(deps);
  const goals = goalForms(deps);
  const oneButton = oneButtonForms(deps);
  return createPageHandler<'take-forms'>(
    {
      'POST /sign-out': async () => signOut(deps.site),
      'POST /clients': clients.find,
      'POST /clients/{client}/journal-link': clients.journalLink,
      'POST /clients/{client}/take-over': takeOverForm(deps),
      'POST /clients/{client}/visit': visitForm(deps),
      'POST /clients/{client}/goal': goals.set,
      'POST /clients/{client}/measure': goals.measure,
      'POST /clients/{client}/take-back': oneButton.takeBack,
      'POST /clients/{client}/consent': oneButton.consent,
    },
    deps,
  );
}
