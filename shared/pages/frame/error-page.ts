import { ForeignFormError } from '../../access/form-guard.ts';
import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  StorageUnavailableError,
  TooLongFormError,
} from '../../errors.ts';
import { type Message, messagePage } from './message-page.ts';

export type ErrorPage = { statusCode: number; page: string };

/**
 * An error as a page, and the status of HTTP that goes with it: what the reader can mend is said, what he cannot is not.
 *
 * @param about who reads, and where to go from here
 * @param isForm whether it answers a form: nothing of it was kept, which is said too
 */
export function errorPage(
  error: unknown,
  about: Pick<Message, 'viewer' | 'outsider' | 'link'>,
  isForm = false,
): ErrorPage {
  const say = (statusCode: number, title: string, ...text: string[]): ErrorPage => ({
    statusCode,
    page: messagePage({ title, text, ...about }),
  });
  if (error instanceof TooLongFormError) {
    return say(
      413,
      'Too much for one form',
      `Nothing was kept. ${error.message}.`,
      'Go back, shorten it, and send it again.',
    );
  }
  if (error instanceof BadRequestError) {
    const where = error.path === '' ? '' : `${error.path}: `;
    return say(400, 'This cannot be understood', `${where}${error.message}.`);
  }
  if (error instanceof ForeignFormError) {
    return say(
      403,
      'This form has to be opened again',
      'Nothing was kept: the form was opened before you signed in, or by somebody else.',
      'Open its page again and fill it in once more.',
    );
  }
  if (error instanceof ForbiddenError) {
    return say(
      403,
      'Not for you',
      'Whoever is signed in here may not open this page.',
      reasonOf(error.message),
      ...(isForm ? [NOTHING_SAVED] : []),
    );
  }
  if (error instanceof NotFoundError) {
    return say(
      404,
      'Not found',
      `There is ${error.message}.`,
      ...(isForm ? [NOTHING_SAVED, MAY_HAVE_GONE] : []),
    );
  }
  if (error instanceof StorageUnavailableError) {
    return say(503, 'Busy', 'This cannot be answered at the moment. Try again in a minute.');
  }
  return say(
    500,
    'Something went wrong',
    'It has been logged. Try again, and tell your administrator if it stays.',
  );
}

const NOTHING_SAVED = 'Nothing was saved.';
const MAY_HAVE_GONE =
  'It may have been taken back, moved, erased or withdrawn since you opened the page. Look there again before you fill it in once more.';

/** Why somebody may not; that a page is for another role, in words. */
function reasonOf(message: string): string {
  const [, roles] = /^expected the role (.+)$/.exec(message) ?? [];
  return roles === undefined ? `Reason: ${message}.` : `It is for whoever is here as ${roles}.`;
}
