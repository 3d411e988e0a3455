import { describe, expect, it } from 'vitest';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import type { Session } from '../../shared/site/session.ts';
import { whenAsked } from '../../shared/site/when-asked.ts';

const answered = { statusCode: 200, body: 'a page' };
const page: SignedInPage<'owner'> = async () => answered;
const ask = (shown: SignedInPage<'owner'>) => shown({} as PageEvent, {} as Session<'owner'>, {});

describe('a page that is loaded when it is asked for', () => {
  it('is loaded once, and not before', async () => {
    let loads = 0;
    const shown = whenAsked(async () => {
      loads += 1;
      return page;
    });
    expect(loads).toBe(0);
    expect(await Promise.all([ask(shown), ask(shown)])).toEqual([answered, answered]);
    await ask(shown);
    expect(loads).toBe(1);
  });

  it('is loaded again when it could not be', async () => {
    const loads = [Promise.reject(new Error('no file')), Promise.resolve(page)];
    const shown = whenAsked(() => loads.shift()!);
    await expect(ask(shown)).rejects.toThrow('no file');
    expect(await ask(shown)).toEqual(answered);
  });
});
