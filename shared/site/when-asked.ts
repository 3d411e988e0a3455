import type { Role } from '../access/principal.ts';
import type { SignedInPage } from './page-handler.ts';

/**
 * A page that is loaded when it is first asked for, with what draws it: charts, statistics and the words of a method are
 * half of all that a function with pages has, and most of what it is asked for needs none of them.
 *
 * @param load is called once, and again only where it has failed
 */
export function whenAsked<R extends Role>(load: () => Promise<SignedInPage<R>>): SignedInPage<R> {
  let loaded: Promise<SignedInPage<R>> | undefined;
  return async (...asked) => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return (await loaded)(...asked);
  };
}
