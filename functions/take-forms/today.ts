import { sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { LIST_FIELD, LIST_STEP, listAgain } from '../../shared/pages/forms/list-form.ts';
import { BOARD_PATH } from '../../shared/pages/frame/back-to.ts';
import { page } from '../../shared/pages/frame/page.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listCookie } from '../../shared/site/todays-list.ts';
import { todaysList } from '../../shared/today/todays-list.ts';

const TOO_LONG = 'expected shorter ids, or fewer lines: a browser cannot keep so long a list';

/**
 * Today's list, pasted from the practice system. It goes back to the browser, sealed, and is shown from there on the board:
 * so the form is answered by the way on to a page, as every form is, and nothing is kept here.
 */
export function todaysListForm(deps: ListDeps): SignedInPage<'therapist'> {
  return async (event, session, fields) => {
    const { viewer } = session;
    const step = fields[LIST_STEP];
    if (step === 'put-away') return seeOther(BOARD_PATH, [deps.site.cookies.list.clear()]);
    const typed = fields[LIST_FIELD] ?? '';
    const list = todaysList(typed);
    const again = (problem?: string) => {
      const { unread, visits } = 'problem' in list ? { unread: [], visits: [] } : list;
      const told = problem === undefined ? {} : { problem: sentence(problem) };
      const readable = problem === undefined ? visits.length : 0;
      const main = listAgain({ formToken: viewer.formToken, typed, unread, ...told, readable });
      return pageAnswer(400, page({ title: 'Today’s list', viewer, path: BOARD_PATH, main }));
    };
    if ('problem' in list) return again(list.problem);
    if (list.visits.length === 0 || (list.unread.length > 0 && step !== 'leave-out')) return again();
    const cookie = await listCookie(deps, event, session, list.visits);
    return cookie === undefined ? again(TOO_LONG) : seeOther(BOARD_PATH, [cookie]);
  };
}
