import { randomBytes } from 'node:crypto';
import { requireOwnForm } from '../access/form-guard.ts';
import { returnPath } from '../access/return-path.ts';
import {
  authorizeUrl,
  decodeAttempt,
  encodeAttempt,
  logoutUrl,
  OWN_USER_SCOPE,
} from '../access/sign-in-attempt.ts';
import { formFields } from '../http/form-fields.ts';
import { pageAnswer, seeOther } from '../http/page-answer.ts';
import { runningScript } from '../http/security-headers.ts';
import { messagePage } from '../pages/frame/message-page.ts';
import { FORM_TOKEN } from '../pages/frame/page.ts';
import type { PublicPage } from './page-handler.ts';
import { signedInOf } from './session.ts';
import { type Site, sessionPlaces } from './site.ts';

/** How long somebody may take on the sign-in page. */
const ATTEMPT_SECONDS = 15 * 60;
/** How long the pool lets an access token of the pages do anything. */
const FACTOR_SECONDS = 5 * 60;
/** Where an owner sets up his second factor: by a token that only a sign-in for it gives. */
export const SECOND_FACTOR_PATH = '/second-factor';

const random = () => randomBytes(32).toString('base64url');

/** Signing in and out by the user pool's hosted page. */
export function signInPages(
  { place, cookies, userPool }: Site,
  clock: () => Date,
): Readonly<Record<'signIn' | 'callback' | 'signedOut', PublicPage>> {
  return {
    async signIn(event) {
      const to = returnPath(event.queryStringParameters?.['to'], place.origin);
      const attempt = { state: random(), nonce: random(), verifier: random(), to };
      const cookie = cookies.attempt.set(encodeAttempt(attempt), ATTEMPT_SECONDS);
      const scope = to === SECOND_FACTOR_PATH ? OWN_USER_SCOPE : 'openid';
      return seeOther(authorizeUrl(place, attempt, scope), [cookie]);
    },

    async callback(event) {
      const { code, state } = event.queryStringParameters ?? {};
      const attempt = decodeAttempt(cookies.attempt.read(event.cookies));
      if (!attempt || !code || state !== attempt.state) return notSignedIn;
      const tokens = await userPool.redeem(code, attempt.verifier);
      const checked = tokens && (await userPool.verify(tokens.idToken));
      if (!tokens || checked?.claims['nonce'] !== attempt.nonce) return notSignedIn;
      const { idToken, accessToken } = tokens;
      const setsFactor = attempt.to === SECOND_FACTOR_PATH && accessToken !== undefined;
      const seconds = checked.expiresAtSeconds - Math.floor(clock().getTime() / 1000);
      return seeOther(returnPath(attempt.to, place.origin), [
        cookies.session.set(idToken, seconds),
        cookies.attempt.clear(),
        ...(setsFactor ? [cookies.factor.set(accessToken, FACTOR_SECONDS)] : []),
      ]);
    },

    async signedOut() {
      const page = pageAnswer(
        200,
        messagePage({
          signedOut: true,
          title: 'Signed out',
          text: ['Nobody is signed in in this browser.'],
          link: { path: '/sign-in', label: 'Sign in' },
        }),
      );
      return runningScript(page, sessionPlaces(place).script);
    },
  };
}

/**
 * Ends our session and then the hosted page's, which would sign the next person in without asking. Whoever is signed in
 * may, member or not; the token of the session opens nothing any more, wherever it was copied to.
 */
export function signOut(site: Site): PublicPage {
  const { place, cookies, ended } = site;
  return async (event) => {
    const signedIn = await signedInOf(event, site);
    if (signedIn) {
      const token = formFields(event)[FORM_TOKEN];
      requireOwnForm({ headers: event.headers, token }, signedIn.token, place.origin);
      await ended.end(signedIn.token, signedIn.expiresAtSeconds);
    }
    return seeOther(logoutUrl(place), [cookies.session.clear(), cookies.list.clear()]);
  };
}

const notSignedIn = pageAnswer(
  400,
  messagePage({
    title: 'Not signed in',
    text: ['This sign-in was started in another browser or window, took too long, or was cancelled.'],
    link: { path: '/sign-in', label: 'Sign in' },
  }),
);
