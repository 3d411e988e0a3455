import type { TypedRow } from '../records/files/file-item.ts';
import { openedText, sealedText } from './sealed-text.ts';

/**
 * What was typed in a row of a file, base64url, to be kept beside that file: it may hold whatever somebody has typed,
 * client ids and names too, and opens as a row of this clinic only.
 *
 * @param key the clinic's row key
 */
export function sealRow(key: Uint8Array, clinicId: string, typed: TypedRow): string {
  return Buffer.from(sealedText(key, JSON.stringify(typed), boundTo(clinicId))).toString('base64url');
}

/** The row that was sealed; undefined for one of another clinic, or that was changed. */
export function openRow(key: Uint8Array, clinicId: string, sealed: string): TypedRow | undefined {
  try {
    return JSON.parse(openedText(key, Buffer.from(sealed, 'base64url'), boundTo(clinicId))) as TypedRow;
  } catch {
    return undefined;
  }
}

const boundTo = (clinicId: string) => `row of a file ${JSON.stringify(clinicId)}`;
