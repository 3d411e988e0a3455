import { BadRequestError, ForbiddenError, NotFoundError, StorageUnavailableError } from '../errors.ts';
import { type Message, messagePage } from './message-page.ts';

export type ErrorPage = { statusCode: number; page: string };

/**
 * An error as a page, and the status of HTTP that goes with it: what the reader can mend is said, what he cannot is not.
 *
 * @param about who reads, and where to go from here
 */
export function errorPage(error: unknown, about: Pick<Message, 'viewer' | 'outsider' | 'link'>): ErrorPage {
  const say = (statusCode: number, title: string, ...text: string[]): ErrorPage => ({
    statusCode,
    page: messagePage({ title, text, ...about }),
  });
  if (error instanceof BadRequestError) {
    const where = error.path === '' ? '' : `${error.path}: `;
    return say(400, 'This cannot be understood', `${where}${error.message}.`);
  }
  if (error instanceof ForbiddenError) {
    return say(
      403,
      'Not for you',
      'Whoever is signed in here may not open this page.',
      `Reason: ${error.message}.`,
    );
  }
  if (error instanceof NotFoundError) return say(404, 'Not found', `There is ${error.message}.`);
  if (error instanceof StorageUnavailableError) {
    return say(503, 'Busy', 'This cannot be answered at the moment. Try again in a minute.');
  }
  return say(
    500,
    'Something went wrong',
    'It has been logged. Try again, and tell your administrator if it stays.',
  );
}
