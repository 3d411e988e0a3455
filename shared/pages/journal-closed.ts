import { messagePage } from './message-page.ts';

/** Stands for every link that does not open a journal; why it does not, nobody is told. */
export function journalClosed(): string {
  return messagePage({
    title: 'This link does not open a journal',
    text: [
      'A link to a journal works for some weeks. Check that you have opened all of it, to the last letter.',
      'Your clinic can give you a new one.',
    ],
  });
}
