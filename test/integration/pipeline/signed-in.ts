import type { Pipeline } from './pipeline.ts';

/** A browser without a window: signs in through the pages' own way, keeps cookies, follows nothing by itself. */
export async function signedIn(pipeline: Pipeline, person: Readonly<Record<string, string>>) {
  const api = pipeline.cloud.apiUrl.replace(/\/$/, '');
  const jar = new Map<string, string>();
  const ask = async (url: string, form?: URLSearchParams, own = false) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(own && { 'sec-fetch-site': 'same-origin' }),
      },
      ...(form && { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(name!, value!);
    }
    return response;
  };
  const leadsTo = (response: Response) => new URL(response.headers.get('location')!, api).href;
  const authorize = leadsTo(await ask(`${api}/sign-in?to=%2F`));
  await ask(leadsTo(await ask(authorize, new URLSearchParams(person))));
  const told = async (response: Response) => ({
    status: response.status,
    body: await response.text(),
    location: response.headers.get('location'),
    refresh: response.headers.get('refresh'),
  });
  return {
    page: async (path: string) => told(await ask(`${api}${path}`)),
    /** Sends a form of a page, with the fields that it carries hidden, and those given. */
    async send(path: string, hidden: string, fields: Readonly<Record<string, string>>) {
      return told(
        await ask(`${api}${path}`, new URLSearchParams({ ...hiddenFields(hidden), ...fields }), true),
      );
    },
  };
}

/** The hidden fields in a piece of a page. */
export function hiddenFields(markup: string): Record<string, string> {
  const fields = markup.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name!, unescaped(value!)]));
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
