import { createCookies } from '../../../shared/access/cookies.ts';
import type { SignInPlace } from '../../../shared/access/sign-in-attempt.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { stylesheetAnswer } from '../../../shared/http/page-answer.ts';
import { STYLESHEET, STYLESHEET_NAME } from '../../../shared/pages/stylesheet.ts';
import type { ReadDeps } from '../handler.ts';
import { boardPages } from './boards.ts';
import { checksPageOf } from './checks.ts';
import { clientPages } from './clients.ts';
import { homePage } from './home.ts';
import { importPages } from './imports.ts';
import { journalPages } from './journal.ts';
import { ownerPage } from './owner.ts';
import { createPageHandler } from './page-handler.ts';
import { releasePages } from './releases.ts';
import { reportPages } from './reports.ts';
import { signInPages, signOut } from './sign-in.ts';
import type { UserPool } from './user-pool.ts';

export type PagesDeps = ReadDeps & {
  place: SignInPlace;
  userPool: UserPool;
  newId: () => string;
};

/** What people look at: the pages, drawn from the same reads that the JSON routes answer with. */
export function createPages(deps: PagesDeps) {
  const { place, userPool, clock, admission, log } = deps;
  const cookies = createCookies(place.origin);
  const { signIn, callback, signedOut } = signInPages(place, cookies, userPool, clock);
  const boards = boardPages(deps);
  const clients = clientPages(deps);
  const journal = journalPages(deps);
  const releases = releasePages(deps);
  const reports = reportPages(deps);
  return createPageHandler({
    publicPages: {
      'GET /sign-in': signIn,
      'GET /sign-in/callback': callback,
      'GET /sign-out': signedOut,
      'GET /journal/{token}': journal.form,
      'GET /journal/{token}/thanks': journal.thanks,
      'GET /assets/{name}': async (event) => {
        if (event.pathParameters?.['name'] !== STYLESHEET_NAME) throw new NotFoundError('no such file');
        return stylesheetAnswer(STYLESHEET);
      },
    },
    signedInPages: {
      'GET /': homePage,
      'GET /owner': ownerPage(deps),
      'GET /checks': checksPageOf(deps),
      'GET /therapist': boards.own,
      'GET /therapists': boards.list,
      'GET /therapists/{therapist}': boards.ofTherapist,
      'GET /clients': clients.form,
      'POST /clients': clients.find,
      'GET /clients/{client}': clients.timeline,
      'GET /clients/{client}/history': clients.history,
      'POST /clients/{client}/journal-link': clients.journalLink,
      'GET /imports': importPages(deps),
      'GET /reports': reports.list,
      'GET /reports/{month}/{form}': reports.file,
      'GET /releases': releases.list,
      'GET /releases/{programme}/{period}/{revision}': releases.one,
      'GET /releases/{programme}/{period}/{revision}/files/{name}': releases.file,
      'POST /sign-out': async () => signOut(place, cookies),
    },
    ...{ cookies, userPool, place, admission, log },
  });
}
