import { createHash } from 'node:crypto';
import { VISIT_SCRIPT } from './visit-script.ts';

const digest = createHash('sha256').update(VISIT_SCRIPT).digest();

/** Its name; the digest in it changes with the content, so that a browser may keep it for ever. */
export const SCRIPT_NAME = `visit-${digest.subarray(0, 9).toString('base64url')}.js`;
export const SCRIPT_PATH = `/assets/${SCRIPT_NAME}`;
