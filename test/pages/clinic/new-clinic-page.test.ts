import { expect, test } from 'vitest';
import { clinicSettings } from '../../../shared/clinics/clinic-settings.ts';
import { newClinicPage } from '../../../shared/pages/clinic/new-clinic-page.ts';
import { erasePage } from '../../../shared/pages/erasures/erase-page.ts';
import { movePage } from '../../../shared/pages/forms/move-page.ts';
import { id } from '../../../shared/records/fields.ts';

/** As long a text as a browser lets somebody type into a field. */
function typable(page: unknown, field: string): string {
  const longest = new RegExp(`maxlength="(\\d+)" id="${field}"`).exec(String(page))![1];
  return 'x'.repeat(Number(longest));
}

test('the name of a clinic may be typed as long as it may be', () => {
  const name = typable(newClinicPage('token'), 'name');
  expect(clinicSettings.shape.name.safeParse(name).success).toBe(true);
  expect(clinicSettings.shape.name.safeParse(`${name}x`).success).toBe(false);
});

test.each([
  ['erasing', String(erasePage({ client: 'c', holdings: {}, receipts: [], formToken: 'token' })), 'confirm'],
  [
    'moving',
    String(
      movePage({ client: 'c', formToken: 'token', moved: { of: 'session', id: 's-1', what: 'the visit' } }),
    ),
    'toClientId',
  ],
])('the longest id may be typed where %s asks for it', (_where, page, field) => {
  const longest = typable(page, field);
  expect(id.safeParse(longest).success).toBe(true);
  expect(id.safeParse(`${longest}x`).success).toBe(false);
});
