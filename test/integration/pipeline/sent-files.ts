import { expect } from 'vitest';
import type { Pipeline } from './pipeline.ts';
import { hiddenFields, type signedIn } from './signed-in.ts';

type Person = Awaited<ReturnType<typeof signedIn>>;

/** Sends a file by the form of the page, as a browser does; where that leads. */
export async function uploadFile(
  pipeline: Pipeline,
  who: Person,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
) {
  const { body } = await who.page('/imports/new');
  const form = /<form method="post" action="([^"]*)" enctype="multipart\/form-data">([\s\S]*?)<\/form>/.exec(
    body,
  )!;
  const sent = new FormData();
  for (const [field, value] of Object.entries(hiddenFields(form[2]!))) sent.append(field, value);
  sent.append('file', new File([content], name));
  const response = await fetch(form[1]!, { method: 'POST', body: sent, redirect: 'manual' });
  expect(response.status, await response.text()).toBe(303);
  const led = new URL(response.headers.get('location')!);
  expect(led.origin).toBe(new URL(pipeline.cloud.apiUrl).origin);
  return led.pathname;
}

/** Sends a file and has it imported; the address of its account. */
export async function bringFile(pipeline: Pipeline, who: Person, name: string, text: string) {
  const look = await uploadFile(pipeline, who, name, text);
  await pipeline.settle();
  const { status, location } = await who.sendHidden(look, (await who.page(look)).body, {});
  expect([status, location]).toEqual([303, look]);
  await pipeline.settle();
  const led = await who.page(look);
  expect(led.status).toBe(303);
  return led.location!;
}
