import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { messagePage } from '../../shared/pages/frame/message-page.ts';
import { HOME } from '../../shared/pages/frame/navigation.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

/** Leads to the page that a role starts from, or says that there is none for it. */
export const homePage: SignedInPage = async (_event, { viewer }) => {
  const home = HOME[viewer.role];
  if (home !== undefined) return seeOther(home);
  const text = [
    viewer.role === 'client'
      ? 'Your journal opens by the link that your clinic gives you.'
      : 'A practice system reports by the API; it has no pages.',
  ];
  const described = { path: '/v1/openapi.json', label: 'What describes the API' };
  const link = viewer.role === 'client' ? {} : { link: described };
  return pageAnswer(200, messagePage({ title: 'Nothing to see here', text, viewer, ...link }));
};
