/** The field by which a form says where it stands, and is returned to, where it stands on several pages. */
export const BACK_TO = 'back';
/** A therapist's own board. */
export const BOARD_PATH = '/therapist';

/** Where a form that was sent leads to: the board where it stood there, which says that it is kept, else elsewhere. */
export const boardOr = (fields: Readonly<Record<string, string>>, elsewhere: string): string =>
  fields[BACK_TO] === BOARD_PATH ? `${BOARD_PATH}?kept` : elsewhere;
