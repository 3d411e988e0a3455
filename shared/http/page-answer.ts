import type { HttpResponse } from './respond.ts';

/**
 * What a browser is told with every page: load nothing that is not ours, run no script, stand in no frame,
 * tell no other site where the reader came from, keep nothing.
 *
 * @param formTargets origins besides our own to which a form's answer may lead
 */
export function pageHeaders(formTargets: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    // Not no-referrer: with it a browser posts forms with the origin "null", and we check the origin.
    'referrer-policy': 'same-origin',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/** A page as an answer. */
export function pageAnswer(statusCode: number, body: string, formTargets?: readonly string[]): HttpResponse {
  return { statusCode, headers: pageHeaders(formTargets), body };
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
