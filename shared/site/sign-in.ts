import { randomBytes } from 'node:crypto';
import { returnPath } from '../access/return-path.ts';
import { authorizeUrl, decodeAttempt, encodeAttempt, logoutUrl } from '../access/sign-in-attempt.ts';
import { pageAnswer, seeOther } from '../http/page-answer.ts';
import { messagePage } from '../pages/message-page.ts';
import type { PublicPage } from './page-handler.ts';
import type { Site } from './site.ts';

/** How long somebody may take on the sign-in page. */
const ATTEMPT_SECONDS = 15 * 60;

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
      return seeOther(authorizeUrl(place, attempt), [cookie]);
    },

    async callback(event) {
      const { code, state } = event.queryStringParameters ?? {};
      const attempt = decodeAttempt(cookies.attempt.read(event.cookies));
      if (!attempt || !code || state !== attempt.state) return notSignedIn;
      const token = await userPool.redeem(code, attempt.verifier);
      const checked = token === undefined ? undefined : await userPool.verify(token);
      if (token === undefined || checked?.claims['nonce'] !== attempt.nonce) return notSignedIn;
      const seconds = checked.expiresAtSeconds - Math.floor(clock().getTime() / 1000);
      return seeOther(returnPath(attempt.to, place.origin), [
        cookies.session.set(token, seconds),
        cookies.attempt.clear(),
      ]);
    },

    async signedOut() {
      return pageAnswer(
        200,
        messagePage({
          title: 'Signed out',
          text: ['Nobody is signed in in this browser.'],
          link: { path: '/sign-in', label: 'Sign in' },
        }),
      );
    },
  };
}

/** Ends our session and then the hosted page's, which would sign the next person in without asking. */
export function signOut({ place, cookies }: Site) {
  return seeOther(logoutUrl(place), [cookies.session.clear()]);
}

const notSignedIn = pageAnswer(
  400,
  messagePage({
    title: 'Not signed in',
    text: ['This sign-in was started in another browser or window, took too long, or was cancelled.'],
    link: { path: '/sign-in', label: 'Sign in' },
  }),
);
