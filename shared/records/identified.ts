import { MOVABLE, type MovableType } from './move.ts';

/** Whether an id of this type is one client's in a clinic: sent for a second client it is refused. */
export function isIdentified(type: string): type is MovableType {
  return MOVABLE.some((movable) => movable === type);
}

/** The code of the refusal of such a record that another client holds. */
export function otherClientCode(type: string): string {
  return `${type}.other-client`;
}
