import type { HttpResponse } from './respond.ts';

/**
 * Load nothing that is not ours, run no script but one, by its address, where there is one, stand in no frame, send forms
 * nowhere but where it says.
 */
const contentSecurityPolicy = (formTargets: string, script?: string) =>
  [
    "default-src 'none'",
    // It also asks for itself, to see whether we can be reached.
    ...(script === undefined ? [] : [`script-src ${script}`, `connect-src ${script}`]),
    "style-src 'self'",
    'img-src data:',
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/**
 * What a browser is told with every answer, whatever it is. An address may be a secret, as a journal's link is: no
 * other site is told where the reader came from. Answers hold clients' outcomes: nothing keeps them.
 */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy("'self'"),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The answer with what a browser has to know of it; what it says of itself stands. */
export function secured(answer: HttpResponse): HttpResponse {
  return { ...answer, headers: { ...SECURITY_HEADERS, ...answer.headers } };
}

/** Where somebody signed in is led by forms, and the address of the script that may run. */
export type SessionPlaces = { signInOrigin: string; script: string };

/**
 * The answer to somebody signed in. Its forms may lead to one other origin, since signing out ends there, and to those
 * that it names. And they say which site they come from: with `no-referrer` a browser posts them with the origin "null",
 * which is not ours to browsers without Fetch Metadata. Other sites are told no more than before.
 */
export function securedForSession(
  answer: HttpResponse,
  { signInOrigin, script }: SessionPlaces,
  ...formOrigins: readonly string[]
): HttpResponse {
  const headers = {
    'content-security-policy': contentSecurityPolicy(
      ["'self'", signInOrigin, ...formOrigins].join(' '),
      script,
    ),
    'referrer-policy': 'same-origin',
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** The answer with a script that may run, by its address. */
export function runningScript(answer: HttpResponse, script: string): HttpResponse {
  return {
    ...answer,
    headers: { ...answer.headers, 'content-security-policy': contentSecurityPolicy("'self'", script) },
  };
}
