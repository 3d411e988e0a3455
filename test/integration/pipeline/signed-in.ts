import { FORM_TOKEN } from '../../../shared/pages/page.ts';
import type { Pipeline } from './pipeline.ts';

/** A browser without a window: signs in through the pages' own way, keeps cookies, follows nothing by itself. */
export async function signedIn(pipeline: Pipeline, person: Readonly<Record<string, string>>) {
  const api = pipeline.cloud.apiUrl.replace(/\/$/, '');
  const jar = new Map<string, string>();
  const ask = async (url: string, form?: URLSearchParams) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), origin: api },
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
  return {
    async page(path: string): Promise<{ status: number; body: string }> {
      const response = await ask(`${api}${path}`);
      return { status: response.status, body: await response.text() };
    },

    /** Sends a form of a page, with the token that the page carries; `to` is where the answer leads. */
    async send(page: string, action: string, fields: Readonly<Record<string, string>> = {}) {
      const shown = await (await ask(`${api}${page}`)).text();
      const token = new RegExp(`name="${FORM_TOKEN}" value="([^"]+)"`).exec(shown)?.[1] ?? '';
      const form = new URLSearchParams({ ...fields, [FORM_TOKEN]: token });
      const response = await ask(`${api}${action}`, form);
      return { status: response.status, to: response.headers.get('location'), body: await response.text() };
    },
  };
}
