import { createPageHandler, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { type ClientDataDeps, clientDataPages } from './client-data.ts';
import { type ErasureFormDeps, erasureForms } from './erasure-forms.ts';
import { erasurePages } from './erasure-pages.ts';
import { type ExportPagesDeps, exportPages } from './export-pages.ts';

export type DataPagesDeps = PageHandlerDeps & ErasureFormDeps & ExportPagesDeps & ClientDataDeps;

/** The pages by which an owner answers for what is held. */
export function createDataPages(deps: DataPagesDeps) {
  const pages = erasurePages(deps);
  const forms = erasureForms(deps);
  const exports = exportPages(deps);
  return createPageHandler<'keep-data'>(
    {
      'GET /data': exports.data,
      'POST /data/exports': exports.ask,
      'GET /data/exports/{export}': exports.one,
      'GET /data/exports/{export}/{name}': exports.file,
      'GET /clients/{client}/data': clientDataPages(deps),
      'GET /erasures': pages.list,
      'POST /erasures': forms.find,
      'GET /erasures/{erasure}': pages.receipt,
      'GET /clients/{client}/erase': pages.preview,
      'POST /clients/{client}/erase': forms.erase,
    },
    deps,
  );
}
