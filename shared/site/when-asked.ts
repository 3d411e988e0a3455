import type { Role } from '../access/principal.ts';
import type { SignedInPage } from './page-handler.ts';

/**
 * A page that is loaded when it is first asked for, with what draws it: charts, statistics and the words of a method are
 * half of all that a function with pages has, and most of what it is asked for needs none of them.
 *
 * @param load is called once, and again only where it has failed
 */
export function whenAsked<R extends Role>(load: () => Promise<SignedInPage<R>>): SignedInPage<R> {
  const loaded = once(load);
  return async (...asked) => (await loaded())(...asked);
}

/** Any page, whoever may ask for it. */
type Asked = (...asked: never[]) => unknown;

/** The same of pages that one module draws: they are made once, whichever of them is asked for first. @returns one by its name */
export function pagesWhenAsked<Pages extends Readonly<Record<keyof Pages, Asked>>>(
  load: () => Promise<Pages>,
): <Name extends keyof Pages>(name: Name) => Pages[Name] {
  const pages = once(load);
  return <Name extends keyof Pages>(name: Name) => {
    const page: Asked = async (...asked) => (await pages())[name](...asked);
    return page as Pages[Name];
  };
}

function once<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loaded: Promise<Loaded> | undefined;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
