import { pageAnswer } from '../../shared/http/page-answer.ts';
import { OPERATIONS_PATH, operationsPage } from '../../shared/pages/clinic/operations-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { type DeploymentDeps, readDeployment } from '../../shared/reading/deployment.ts';
import { createPageHandler, type PageHandlerDeps } from '../../shared/site/page-handler.ts';

/** What is told after something was done, by the word in the address that follows. */
const NOTICES: Readonly<Record<string, string>> = {
  added:
    'The clinic is there, and the invitation of its owner is on its way by e-mail: it is good for three days.',
};

/** The page by which operators see how the deployment does. */
export function createOperationsPages(deps: PageHandlerDeps & DeploymentDeps) {
  return createPageHandler<'show-operations'>(
    {
      'GET /operator': async (event, { viewer }) => {
        const { after, done } = event.queryStringParameters ?? {};
        const now = new Date(event.requestContext.timeEpoch);
        const shown = { now: now.toISOString(), ...(await readDeployment(deps, now, after)) };
        const main = operationsPage(shown, NOTICES[done ?? '']);
        return pageAnswer(200, page({ title: 'Deployment', viewer, path: OPERATIONS_PATH, main }));
      },
    },
    deps,
  );
}
