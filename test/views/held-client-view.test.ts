import { expect, it } from 'vitest';
import { heldClientView, notYetHeld } from '../../shared/views/held-client-view.ts';
import { refresh } from '../../shared/views/refresh.ts';
import { viewsInMemory } from '../../shared/views/views-in-memory.ts';

it('asks for the records of clients only of whom nothing says yet that they are held', async () => {
  const views = viewsInMemory();
  const owner = (client: string) => ({ clinicId: 'riverside', client });
  const [held, gone, unknown] = [owner('held'), owner('gone'), owner('unknown')];
  await refresh(
    heldClientView(async () => true),
    [held, gone],
    views,
  );
  await refresh(
    heldClientView(async () => false),
    [gone],
    views,
  );
  expect(await notYetHeld(views, [held, gone, unknown])).toEqual([gone, unknown]);
  expect(await notYetHeld(views, [])).toEqual([]);
});
