import { NotFoundError } from '../../shared/errors.ts';
import { conditional } from '../../shared/http/conditional.ts';
import { assetAnswer, pageAnswer } from '../../shared/http/page-answer.ts';
import { problemTypeOf } from '../../shared/http/problem-types.ts';
import { jsonText } from '../../shared/http/respond.ts';
import { SCRIPT_NAME } from '../../shared/pages/frame/script.ts';
import { STYLESHEET, STYLESHEET_NAME } from '../../shared/pages/frame/stylesheet.ts';
import { VISIT_SCRIPT } from '../../shared/pages/frame/visit-script.ts';
import { LANGUAGE } from '../../shared/pages/journal/client-page.ts';
import { journalClosed } from '../../shared/pages/journal/journal-closed.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { createPageHandler, type PageHandlerDeps, type PublicPage } from '../../shared/site/page-handler.ts';
import { problemPage } from '../../shared/site/problem-page.ts';
import { signInPages } from '../../shared/site/sign-in.ts';
import { pagesWhenAsked, whenAsked } from '../../shared/site/when-asked.ts';
import { languageFor, speechIn } from '../../shared/words/language.ts';
import { homePage } from './home.ts';
import { journalPages } from './journal.ts';
import { journalLinkPages } from './journal-links.ts';
import type { RecordFormDeps } from './record-forms.ts';
import { reportPages } from './reports.ts';

export type PagesDeps = Reading &
  PageHandlerDeps &
  RecordFormDeps & {
    /** What describes the API, as JSON text. */
    apiDescription(): Promise<string>;
  };

/** A link that lost or gained something on its way is a client's, who is told so in the words of the journal. */
const elsewhere: PublicPage = async ({ rawPath, queryStringParameters, headers }) => {
  if (!/^\/(j|journal)(\/|$)/.test(rawPath)) throw new NotFoundError('no such page');
  const language = languageFor(queryStringParameters?.[LANGUAGE], headers['accept-language'], undefined);
  return pageAnswer(404, journalClosed(speechIn(language)));
};

/** What people look at: the pages, drawn from the same reads that the JSON routes answer with. */
export function createPages(deps: PagesDeps) {
  const { signIn, callback, signedOut } = signInPages(deps.site, deps.clock);
  const boards = pagesWhenAsked(async () => (await import('./boards.ts')).boardPages(deps));
  const clients = pagesWhenAsked(async () => (await import('./clients.ts')).clientPages(deps));
  const imports = pagesWhenAsked(async () => (await import('./imports.ts')).importPages(deps));
  const forms = pagesWhenAsked(async () => (await import('./record-forms.ts')).recordFormPages(deps));
  const journal = journalPages(deps);
  const links = journalLinkPages(deps);
  const releases = pagesWhenAsked(async () => (await import('./releases.ts')).releasePages(deps));
  const reports = reportPages(deps);
  return createPageHandler<'show-pages'>(
    {
      'GET /': homePage,
      'GET /assets/{name}': async (event) => {
        const name = event.pathParameters?.['name'];
        if (name === STYLESHEET_NAME) return assetAnswer('css', STYLESHEET);
        if (name === SCRIPT_NAME) return assetAnswer('javascript', VISIT_SCRIPT);
        throw new NotFoundError('no such file');
      },
      'GET /v1/openapi.json': async (event) => conditional(jsonText(200, await deps.apiDescription()), event),
      'GET /v1/problems/{name}': async (event) => {
        const type = problemTypeOf(event.pathParameters?.['name']);
        if (type === undefined) throw new NotFoundError('no such problem');
        return pageAnswer(200, problemPage(type));
      },
      'GET /sign-in': signIn,
      'GET /sign-in/callback': callback,
      'GET /sign-out': signedOut,
      'GET /owner': whenAsked(async () => (await import('./owner.ts')).ownerPage(deps)),
      'GET /checks': whenAsked(async () => (await import('./checks.ts')).checksPageOf(deps)),
      'GET /imports': imports('files'),
      'GET /imports/looks/{look}': imports('look'),
      'GET /imports/refused': imports('refused'),
      'GET /imports/undo': imports('undo'),
      'GET /reports': reports.list,
      'GET /reports/{month}/{form}': reports.file,
      'GET /therapists': boards('list'),
      'GET /therapists/{therapist}': boards('ofTherapist'),
      'GET /therapist': boards('own'),
      'GET /clients': clients('form'),
      'GET /clients/{client}': clients('timeline'),
      'GET /clients/{client}/history': clients('history'),
      'GET /clients/{client}/journal-link': links.card,
      'GET /journal-links': links.open,
      'GET /clients/{client}/visit': forms('visit'),
      'GET /clients/{client}/goal': forms('goal'),
      'GET /clients/{client}/measure': forms('measure'),
      'GET /clients/{client}/move': forms('move'),
      'GET /clients/{client}/score': forms('score'),
      'GET /clients/{client}/take-back': forms('takeBack'),
      'GET /benchmark': whenAsked(async () => (await import('./benchmark.ts')).benchmarkPageOf(deps)),
      'GET /releases': releases('list'),
      'GET /releases/plan': whenAsked(async () =>
        (await import('./release-plan.ts')).releasePlanPageOf(deps),
      ),
      'GET /releases/{programme}/{period}/{revision}': releases('one'),
      'GET /releases/{programme}/{period}/{revision}/files/{name}': releases('file'),
      'GET /j/{token}': journal.form,
      'GET /j/{token}/thanks': journal.thanks,
      'GET /j/{token}/consent': journal.consent,
      'GET /journal/{token}': journal.form,
      'GET /journal/{token}/thanks': journal.thanks,
      'GET /journal/{token}/consent': journal.consent,
    },
    { ...deps, elsewhere },
  );
}
