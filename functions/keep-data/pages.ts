import { createPageHandler, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { type ErasureFormDeps, erasureForms } from './erasure-forms.ts';
import { erasurePages } from './erasure-pages.ts';

export type DataPagesDeps = PageHandlerDeps & ErasureFormDeps;

/** The pages by which an owner answers for what is held. */
export function createDataPages(deps: DataPagesDeps) {
  const pages = erasurePages(deps);
  const forms = erasureForms(deps);
  return createPageHandler<'keep-data'>(
    {
      'GET /erasures': pages.list,
      'POST /erasures': forms.find,
      'GET /erasures/{erasure}': pages.receipt,
      'GET /clients/{client}/erase': pages.preview,
      'POST /clients/{client}/erase': forms.erase,
    },
    deps,
  );
}
