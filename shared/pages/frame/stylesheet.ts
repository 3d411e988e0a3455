import { createHash } from 'node:crypto';
import { CHART_STYLES } from '../styles/chart-styles.ts';
import { COLOURS } from '../styles/colours.ts';
import { FORM_STYLES } from '../styles/form-styles.ts';
import { FRAME_STYLES } from '../styles/frame-styles.ts';
import { JOURNAL_STYLES } from '../styles/journal-styles.ts';
import { PRINT_STYLES } from '../styles/print-styles.ts';
import { REPORT_STYLES } from '../styles/report-styles.ts';
import { TABLE_STYLES } from '../styles/table-styles.ts';

/** The one stylesheet of all pages. */
export const STYLESHEET = [
  COLOURS,
  FRAME_STYLES,
  TABLE_STYLES,
  CHART_STYLES,
  FORM_STYLES,
  REPORT_STYLES,
  JOURNAL_STYLES,
  PRINT_STYLES,
].join('\n');

const digest = createHash('sha256').update(STYLESHEET).digest();

/** Its name; the digest in it changes with the content, so that a browser may keep it for ever. */
export const STYLESHEET_NAME = `pages-${digest.subarray(0, 9).toString('base64url')}.css`;
export const STYLESHEET_PATH = `/assets/${STYLESHEET_NAME}`;

/** For a file that carries the stylesheet inside: the source expression by which a policy allows it. */
export const STYLESHEET_HASH = `'sha256-${digest.toString('base64')}'`;
