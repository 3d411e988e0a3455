import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import { changedTexts, openedWith } from '../../shared/forms/opened-with.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { changedMember, invitation } from '../../shared/members/member-request.ts';
import { LastOwnerError, type Members } from '../../shared/members/members.ts';
import { memberTexts, type TypedMember } from '../../shared/pages/clinic/people-form.ts';
import { type PersonPage, peoplePage, personPage } from '../../shared/pages/clinic/people-page.ts';
import { memberLabel } from '../../shared/pages/clinic/people-words.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { id } from '../../shared/records/fields.ts';
import { createPageHandler, type PageEvent, type PageHandlerDeps } from '../../shared/site/page-handler.ts';
import { signOut } from '../../shared/site/sign-in.ts';
import type { ClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import type { SettingsDeps } from './change-settings.ts';
import { type NewClinicDeps, newClinicPages } from './new-clinic.ts';
import { type SecondFactorDeps, secondFactorPages } from './second-factor.ts';
import { settingsPages } from './settings.ts';

export type PeoplePagesDeps = PageHandlerDeps &
  SecondFactorDeps &
  Omit<SettingsDeps, 'members'> &
  NewClinicDeps & { members: Members; keyOfClinic: ClinicKeys };

const path = '/people';

/** What is told after something was done, by the word in the address that follows. */
const NOTICES: Readonly<Record<string, string>> = {
  invited:
    'The invitation is on its way by e-mail. It is good for three days; the same again sends it again.',
  changed: 'Changed. It holds from now on.',
  withdrawn: 'The access is taken away.',
};

/** The pages by which owners say who belongs to their clinic, and the way out. */
export function createPeoplePages(deps: PeoplePagesDeps) {
  const { members, keyOfClinic, registry } = deps;
  const { origin } = deps.site.place;
  const secondFactor = secondFactorPages(deps);
  const settingsOf = settingsPages(deps);
  const newClinic = newClinicPages(deps);

  const listed = async (
    clinicId: string,
    viewer: Viewer,
    own: string,
    shown: { typed?: TypedMember; notice?: string | undefined },
  ) => {
    const [
      all,
      changes,
      {
        settings: { timeZone },
      },
    ] = await Promise.all([
      members.list({ clinicId }),
      members.changes({ clinicId }),
      registry.current(clinicId),
    ]);
    const { formToken } = viewer;
    const main = peoplePage({ members: all, changes, formToken, origin, own, timeZone, ...shown });
    return page({ title: 'People', viewer, path, main });
  };
  const shown = async (clinicId: string, viewer: Viewer, subject: string, told?: PersonPage) => {
    const held = await members.find({ clinicId }, subject);
    const main = personPage(held, viewer.formToken, told);
    return page({ title: memberLabel(subject, held.member), viewer, path, main });
  };

  return createPageHandler<'keep-people'>(
    {
      'GET /people': async (event, { principal: { clinicId }, viewer, subject }) => {
        const notice = NOTICES[event.queryStringParameters?.['done'] ?? ''];
        return pageAnswer(200, await listed(clinicId, viewer, subject, { notice }));
      },
      'POST /people': async (_event, { principal: { clinicId }, viewer, subject }, fields) => {
        try {
          const { email, member } = await invitation(memberFields(fields), clinicId, keyOfClinic);
          await members.invite(await members.actingFor({ clinicId }, subject), email, member);
        } catch (error) {
          const typed = typedWrong(error, fields);
          return pageAnswer(400, await listed(clinicId, viewer, subject, { typed }));
        }
        return seeOther(`${path}?done=invited`);
      },
      'GET /people/{subject}': async (event, { principal: { clinicId }, viewer }) => {
        return pageAnswer(200, await shown(clinicId, viewer, addressed(event)));
      },
      'POST /people/{subject}': async (event, { principal: { clinicId }, viewer, subject }, fields) => {
        const whom = addressed(event);
        const { member } = await members.find({ clinicId }, whom);
        const { wanted, disputed } = changedTexts(
          openedWith(fields),
          memberTexts(member),
          memberTexts(fields),
        );
        const [name] = disputed;
        if (name !== undefined) {
          const typed = { values: wanted, error: { field: name, message: CHANGED_MEANWHILE } };
          return pageAnswer(409, await shown(clinicId, viewer, whom, { typed }));
        }
        try {
          const changed = changedMember(memberFields(wanted), clinicId);
          await members.change(await members.actingFor({ clinicId }, subject), whom, changed);
        } catch (error) {
          const typed = typedWrong(error, wanted);
          return pageAnswer(400, await shown(clinicId, viewer, whom, { typed }));
        }
        return seeOther(`${path}?done=changed`);
      },
      'POST /people/{subject}/withdraw': async (event, { principal: { clinicId }, viewer, subject }) => {
        try {
          await members.withdraw(await members.actingFor({ clinicId }, subject), addressed(event));
        } catch (error) {
          if (!(error instanceof LastOwnerError)) throw error;
          const kept = { kept: `${error.message}.` };
          return pageAnswer(400, await shown(clinicId, viewer, addressed(event), kept));
        }
        return seeOther(`${path}?done=withdrawn`);
      },
      'GET /settings': settingsOf.show,
      'POST /settings': settingsOf.take,
      'GET /operator/clinics/new': newClinic.form,
      'POST /operator/clinics/new': newClinic.add,
      'GET /second-factor': secondFactor.show,
      'POST /second-factor': secondFactor.take,
      'POST /sign-out': signOut(deps.site),
    },
    deps,
  );
}

const CHANGED_MEANWHILE =
  'Somebody else has changed this since you opened this page: what holds now stands above. Send the form once more if yours is to stand.';

/** What a form says of somebody: what was left empty was not said. */
function memberFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const said = ['email', 'role', 'therapistId', 'name'].flatMap((name) => {
    const value = fields[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  const member = Object.fromEntries(said);
  if (member['therapistId'] !== undefined && member['role'] !== 'therapist') {
    throw new BadRequestError(
      'therapistId',
      'expected nothing here: only a therapist has an id in the records',
    );
  }
  return member;
}

/** @throws whatever it is, if it is not about what was typed */
function typedWrong(error: unknown, values: Readonly<Record<string, string>>): TypedMember {
  const field =
    error instanceof BadRequestError ? error.path : error instanceof LastOwnerError ? 'role' : undefined;
  if (field === undefined) throw error;
  return { values, error: { field, message: `${(error as Error).message}.` } };
}

/** @throws NotFoundError for what cannot be the id of a user */
function addressed(event: PageEvent): string {
  const parsed = id.safeParse(event.pathParameters?.['subject']);
  if (parsed.success) return parsed.data;
  throw new NotFoundError('no such member');
}
