import type { MovableType } from './move.ts';
import type { Refusal } from './refusal.ts';

/** Why a move or a merge is refused: the same words from what is stored and from files. */

export const ONE_PERSON: Refusal = {
  code: 'move.one-person',
  path: 'toClientId',
  message: 'these two client ids were merged and are one person; expected another client',
};
export const HELD_TWICE: Refusal = {
  code: 'move.held-twice',
  path: 'toClientId',
  message: 'both clients hold a record of this id; expected one of them to be deleted first',
};
export const notHeld = (of: MovableType): Refusal => ({
  code: 'move.not-held',
  path: 'id',
  message: `no ${of} of this id is held for fromClientId; expected one that is`,
});

export const MERGED_ELSEWHERE: Refusal = {
  code: 'merge.elsewhere',
  path: 'clientId',
  message: 'this client was merged into another one; expected that merge to be undone first',
};
export const CIRCLE: Refusal = {
  code: 'merge.circle',
  path: 'into',
  message: 'this client was merged into the other one already; expected that merge to be undone first',
};

const SHOWN_IDS = 5;

export function idsHeldTwice(ids: readonly string[]): Refusal {
  const shown = ids.slice(0, SHOWN_IDS).join(', ');
  const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
  const message = `both clients hold records of the same id: ${shown}${more}; expected one of each to be deleted, or sent under another id, first`;
  return { code: 'merge.same-ids', path: 'clientId', message };
}
