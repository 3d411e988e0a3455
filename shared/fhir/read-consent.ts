import { codesIn } from './coding.ts';
import { type Element, elementOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { SYSTEMS } from './house.ts';
import { clientOf } from './person.ts';
import { type Reading, refused, skipped, Telling } from './reading.ts';
import { writtenAt } from './written-at.ts';

/** The category of a Consent that is about reports to partners. */
export const PARTNER_REPORTS = 'partner-reports';

const PATHS = {
  id: 'patient',
  clientId: 'patient',
  partnerReports: 'provision.type',
  recordedAt: 'dateTime',
};

/** A Consent to reports to partners, its withdrawal, or its deletion. A consent to anything else is none to that. */
export function readConsent(consent: Element, index: FileIndex): Reading {
  if (!codesIn(consent['category'], SYSTEMS.consent).includes(PARTNER_REPORTS)) {
    const message = `a Consent to something else: kept is one of the category ${PARTNER_REPORTS} of ${SYSTEMS.consent}`;
    return skipped('fhir.other-consent', 'category', message);
  }
  const status = consent['status'];
  const client = clientOf(consent, index);
  const recordedAt = writtenAt(consent);
  if (status === 'entered-in-error') {
    return new Telling({ type: 'deletion', of: 'consent' }, PATHS)
      .tell('clientId', client)
      .tell('id', client)
      .set('recordedAt', recordedAt)
      .finish();
  }
  const said = elementOf(consent['provision'])['type'];
  if (status === 'draft' || status === 'proposed') {
    return skipped('fhir.not-final', 'status', 'a Consent that is only proposed says neither yes nor no');
  }
  if (status === 'active' && said !== 'permit' && said !== 'deny') {
    return refused('fhir.consent', 'provision.type', 'expected permit or deny', 'consent');
  }
  return new Telling({ type: 'consent', partnerReports: status === 'active' && said === 'permit' }, PATHS)
    .tell('clientId', client)
    .set('recordedAt', recordedAt)
    .finish();
}
