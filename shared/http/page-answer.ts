import type { HttpResponse } from './respond.ts';

/**
 * What a browser is told with every page: load nothing that is not ours, run no script, stand in no frame,
 * tell no other site where the reader came from, keep nothing.
 */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy("'self'"),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  // Not no-referrer: with it a browser posts forms with the origin "null", and we check the origin.
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

function contentSecurityPolicy(formTargets: string): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** A page as an answer. */
export function pageAnswer(statusCode: number, body: string): HttpResponse {
  return { statusCode, headers: PAGE_HEADERS, body };
}

/** The same page, with forms whose answer may lead to one other origin: signing out ends there. */
export function withFormTarget(answer: HttpResponse, origin: string): HttpResponse {
  if (answer.headers?.['content-security-policy'] === undefined) return answer;
  const policy = contentSecurityPolicy(`'self' ${origin}`);
  return { ...answer, headers: { ...answer.headers, 'content-security-policy': policy } };
}

/** Leads on by GET, whatever the method was; a redirect is as private as the page it leads to. */
export function seeOther(location: string, cookies: string[] = []): HttpResponse {
  return {
    statusCode: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'same-origin' },
    ...(cookies.length > 0 && { cookies }),
  };
}

/** The stylesheet: its name changes with its content, so it may be kept for ever. */
export function stylesheetAnswer(stylesheet: string): HttpResponse {
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
    body: stylesheet,
  };
}
