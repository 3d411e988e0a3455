/** For how many days what names or tells of a client is kept elsewhere than among his records and views. */

/** An uploaded file, with the clinic's own client ids, and what was refused of it. */
export const UPLOADED_FILE_DAYS = 30;
/** A file that was only looked at, and what was seen of it. */
export const LOOKED_AT_DAYS = 1;
/** A therapist's weekly digest: five of them at a time. */
export const DIGEST_DAYS = 35;
/** The files of an export, and the links to them. */
export const EXPORT_DAYS = 1;
/** A continuous backup of a table: as far back as DynamoDB can restore one. */
export const BACKUP_DAYS = 35;
/** What is left of a view that has become empty, so that a slow writer cannot bring it back. */
export const EMPTY_VIEW_DAYS = 7;
/** The mark of an erasure of whom nothing was held: longer than any file that could still bring something. */
export const EMPTY_ERASURE_DAYS = 35;
/** What was said when a visit began that was never recorded: as long as a missing score is asked for. */
export const BEGUN_VISIT_DAYS = 14;
/** That a part of a rebuild is done: longer than any command waits. */
export const REBUILD_NOTE_DAYS = 1;
