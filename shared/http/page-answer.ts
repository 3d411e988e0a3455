import type { HttpResponse } from './respond.ts';

/** A page as an answer. */
export function pageAnswer(statusCode: number, body: string): HttpResponse {
  return { statusCode, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** A page that is asked for again by itself: no script has to. */
export function comingAgain(answer: HttpResponse, seconds: number): HttpResponse {
  return { ...answer, headers: { ...answer.headers, refresh: String(seconds) } };
}

/** Leads on by GET, whatever the method was. */
export function seeOther(location: string, cookies: string[] = []): HttpResponse {
  return { statusCode: 303, headers: { location }, ...(cookies.length > 0 && { cookies }) };
}

/** A stylesheet or a script: its name changes with its content, so it may be kept for ever. */
export function assetAnswer(kind: 'css' | 'javascript', body: string): HttpResponse {
  return {
    statusCode: 200,
    headers: {
      'content-type': `text/${kind}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
    },
    body,
  };
}
