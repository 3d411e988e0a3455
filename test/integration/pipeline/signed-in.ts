import { type LocalMember, subjectOf } from '../../../infra/local/command/people.ts';
import type { Pipeline } from './pipeline.ts';

/** A browser without a window: signs in through the pages' own way, keeps cookies, follows nothing by itself. */
export async function signedIn(pipeline: Pipeline, person: LocalMember) {
  await pipeline.people.offerSignIn([person]);
  const api = pipeline.cloud.apiUrl.replace(/\/$/, '');
  const jar = new Map<string, string>();
  const ask = async (url: string, form?: URLSearchParams) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
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
  await ask(leadsTo(await ask(authorize, new URLSearchParams({ subject: subjectOf(person) }))));
  return {
    async page(path: string): Promise<{ status: number; body: string }> {
      const response = await ask(`${api}${path}`);
      return { status: response.status, body: await response.text() };
    },
  };
}
