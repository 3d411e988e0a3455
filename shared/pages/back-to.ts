/** The field by which a form says where it stands, and is returned to, where it stands on several pages. */
export const BACK_TO = 'back';
/** A therapist's own board. */
export const BOARD_PATH = '/therapist';
