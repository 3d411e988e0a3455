import { type Admission, admit } from '../../shared/access/admit.ts';
import { formTokenOf, requireOwnForm } from '../../shared/access/form-guard.ts';
import { circleOf } from '../../shared/access/member.ts';
import { isGuarded } from '../../shared/access/second-factor.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { formFields } from '../../shared/http/form-fields.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { securedForSession } from '../../shared/http/security-headers.ts';
import type { Members } from '../../shared/members/members.ts';
import {
  FACTOR_CODE,
  FACTOR_SECRET,
  factorForm,
  factorNeeded,
  factorSet,
} from '../../shared/pages/clinic/second-factor-page.ts';
import type { Html } from '../../shared/pages/frame/html.ts';
import { FORM_TOKEN, page } from '../../shared/pages/frame/page.ts';
import type { PublicPage } from '../../shared/site/page-handler.ts';
import { type SignedIn, signedInOf } from '../../shared/site/session.ts';
import { SECOND_FACTOR_PATH } from '../../shared/site/sign-in.ts';
import { type Site, sessionPlaces } from '../../shared/site/site.ts';
import type { SecondFactorSetup } from '../../shared/storage/aws/second-factor-setup.ts';

export type SecondFactorDeps = {
  site: Site;
  admission: Admission;
  members: Members;
  secondFactors: SecondFactorSetup;
};

/** A secret as the pool makes it; what comes back with a form is shown again and nothing else. */
const SECRET = /^[A-Z2-7]{16,128}$/;

/**
 * Where an owner or an operator sets up his second factor: open to whoever has signed in with a password alone, or nobody could. By a
 * token that he has just been given; once it is set, it cannot be set anew here.
 */
export function secondFactorPages(deps: SecondFactorDeps): Readonly<Record<'show' | 'take', PublicPage>> {
  const { site, members, secondFactors } = deps;
  const { place, cookies } = site;
  const toSignIn = seeOther(`/sign-in?${new URLSearchParams({ to: SECOND_FACTOR_PATH })}`);
  const answer = (status: number, main: Html): HttpResponse =>
    securedForSession(pageAnswer(status, page({ title: 'Second factor', main })), sessionPlaces(place));

  return {
    async show(event) {
      const signedIn = await signedInOf(event, site);
      if (!signedIn) return toSignIn;
      const { owner } = await ownerOf(signedIn, deps.admission);
      const formToken = formTokenOf(signedIn.token, new Date(event.requestContext.timeEpoch));
      if (owner.secondFactorSince !== undefined) return answer(200, factorSet(formToken));
      const access = cookies.factor.read(event.cookies);
      const secret = access === undefined ? undefined : await secondFactors.begin(access);
      return answer(200, secret === undefined ? factorNeeded() : factorForm(secret, formToken));
    },

    async take(event) {
      const signedIn = await signedInOf(event, site);
      if (!signedIn) return toSignIn;
      const fields = formFields(event);
      requireOwnForm({ headers: event.headers, token: fields[FORM_TOKEN] }, signedIn.token, place.origin);
      const { owner, subject } = await ownerOf(signedIn, deps.admission);
      const access = cookies.factor.read(event.cookies);
      if (owner.secondFactorSince !== undefined) return seeOther(SECOND_FACTOR_PATH);
      const [code, secret] = [fields[FACTOR_CODE]?.replaceAll(' ', '') ?? '', fields[FACTOR_SECRET] ?? ''];
      const end =
        access === undefined
          ? 'too-old'
          : /^\d{6}$/.test(code)
            ? await secondFactors.finish(access, code)
            : 'wrong';
      if (end === 'wrong' && SECRET.test(secret)) {
        const error = 'Expected the six digits that the app shows now.';
        return answer(400, factorForm(secret, fields[FORM_TOKEN]!, error));
      }
      if (end !== 'set') return answer(400, factorNeeded());
      await members.noteSecondFactor(await members.actingFor(circleOf(owner), subject), subject);
      return seeOther(SECOND_FACTOR_PATH, [cookies.factor.clear()]);
    },
  };
}

/** @throws ForbiddenError for whoever is neither owner nor operator */
async function ownerOf({ claims }: SignedIn, admission: Admission) {
  const { subject } = await admit(claims, { ...admission, secondFactor: 'not-required' });
  const owner = await admission.memberOf(subject);
  if (!isGuarded(owner)) throw new ForbiddenError('a second factor is asked for of owners');
  return { subject, owner };
}
