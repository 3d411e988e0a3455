import { NotFoundError } from '../errors.ts';
import type { PageEvent } from './page-handler.ts';

const PSEUDONYM = /^[A-Za-z0-9_-]{43}$/;

/**
 * The pseudonym in a page's address.
 *
 * @throws NotFoundError for what cannot be one
 */
export function addressedClient(event: PageEvent): string {
  const client = event.pathParameters?.['client'] ?? '';
  if (!PSEUDONYM.test(client)) throw new NotFoundError('no such client, or not one of yours');
  return client;
}
