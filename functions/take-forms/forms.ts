import { createPageHandler, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { signOut } from '../../shared/site/sign-in.ts';
import { type ClientFormDeps, clientForms } from './clients.ts';
import { type TakeOverDeps, takeOverForm } from './take-over.ts';

export type FormsDeps = PageHandlerDeps & ClientFormDeps & TakeOverDeps;

/** What people fill in and send while signed in: taken by the same intake as what programs send. */
export function createForms(deps: FormsDeps) {
  const clients = clientForms(deps);
  return createPageHandler<'take-forms'>(
    {
      'POST /sign-out': async () => signOut(deps.site),
      'POST /clients': clients.find,
      'POST /clients/{client}/journal-link': clients.journalLink,
      'POST /clients/{client}/take-over': takeOverForm(deps),
    },
    deps,
  );
}
