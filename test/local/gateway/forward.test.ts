import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { upstream, wholeBody } from '../../../infra/local/gateway/forward.ts';
import { listenOnLoopback } from '../../../infra/local/loopback.ts';

/** What an engine's answer comes to, or in which words there is none. */
async function asked(engine: RequestListener, longestSilence: number): Promise<string> {
  const { url, stop } = await listenOnLoopback(createServer(engine));
  const { send, close } = upstream(url, longestSilence);
  try {
    return (await wholeBody(await send({ method: 'POST', path: '/', headers: {}, body: '{}' }))).toString();
  } catch (error) {
    return String(error);
  } finally {
    close();
    await stop();
  }
}

test('an engine that does not answer is told of as one that is not there', async () => {
  expect(await asked(() => {}, 50)).toMatch(/local engine at http:\S+ does not answer: silent for 0.05 s/);
});

test('a body may come as slowly as it does', async () => {
  const slow: RequestListener = (_, response) => {
    response.write('half');
    setTimeout(() => response.end(' and half'), 100);
  };
  expect(await asked(slow, 50)).toBe('half and half');
});
