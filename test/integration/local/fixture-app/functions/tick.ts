import { keep } from './store.ts';

/** Keeps the scheduled time it was started for; fails when told so. */
export const handler = async (event: { scheduledTime: string; programme: string }): Promise<string> => {
  if (event.scheduledTime.startsWith('1999')) throw new Error('too early');
  await keep('tick', event.scheduledTime, event.programme);
  return event.scheduledTime;
};
