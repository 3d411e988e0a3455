import { type LocalMember, nameOf } from '../../../infra/local/command/people.ts';
import type { Person } from '../../../infra/local/sign-in/sign-in-page.ts';
import { FORM_TOKEN } from '../../../shared/pages/frame/page.ts';
import type { Pipeline } from './pipeline.ts';

type Doors = Pick<Pipeline, 'cloud' | 'people'>;

/** A member of a clinic in a browser, see below. */
export async function signedIn(pipeline: Doors, member: LocalMember) {
  const subject = await pipeline.people.subjectOf(member);
  return browserOf(pipeline, { subject, name: nameOf(member) });
}

/** A browser without a window: signs in through the pages' own way, keeps cookies, follows nothing by itself. */
export async function browserOf(pipeline: Pick<Doors, 'cloud'>, person: Person, to = '/') {
  pipeline.cloud.offerSignIn([person]);
  const api = pipeline.cloud.apiUrl.replace(/\/$/, '');
  const browser = windowOf(api, new Map());
  const leadsTo = (response: Response) => new URL(response.headers.get('location')!, api).href;
  const authorize = leadsTo(await browser.ask(`${api}/sign-in?${new URLSearchParams({ to })}`));
  const choice = new URLSearchParams({ subject: person.subject });
  await browser.ask(leadsTo(await browser.ask(authorize, choice)));
  return browser;
}

function windowOf(api: string, jar: Map<string, string>) {
  const ask = async (url: string, form?: URLSearchParams) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form && { origin: api }),
      },
      ...(form && { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(name!, value!);
    }
    return response;
  };
  const answerOf = async (response: Response) => ({
    status: response.status,
    location: response.headers.get('location'),
    body: await response.text(),
    refresh: response.headers.get('refresh'),
  });
  return {
    ask,
    /** Another window with the same cookies, which does not hear of it when one of them goes. */
    copy: () => windowOf(api, new Map(jar)),
    page: async (path: string) => answerOf(await ask(`${api}${path}`)),
    /** Sends a form of a page that is open. */
    async submit(path: string, page: string, fields: Readonly<Record<string, string>>) {
      const token = new RegExp(`name="${FORM_TOKEN}" value="([^"]+)"`).exec(page)?.[1] ?? '';
      return answerOf(await ask(`${api}${path}`, new URLSearchParams({ ...fields, [FORM_TOKEN]: token })));
    },
    /** Sends a form as a page of ours does that has been opened before. */
    async form(path: string, fields: Readonly<Record<string, string>>, from = '/people') {
      const { body } = await answerOf(await ask(`${api}${from}`));
      return this.submit(path, body, fields);
    },

    /** Sends a form with the fields that it carries hidden, and those given. */
    sendHidden: async (path: string, hidden: string, fields: Readonly<Record<string, string>>) =>
      answerOf(await ask(`${api}${path}`, new URLSearchParams({ ...hiddenFields(hidden), ...fields }))),
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
