import { FEWEST_CLIENTS } from './contract.ts';

/** Why nothing is said of a duration, each in one sentence for a person. */
export type DurationWords = {
  fewClients: (clients: number) => string;
  fewLasting: (clients: number) => string;
  fewEnded: (clients: number) => string;
  unclear: string;
  early: string;
  late: string;
};

export const SORENESS_WORDS: DurationWords = {
  fewClients: (clients) =>
    `Clients of whom a sore session is known: ${clients}; it takes ${FEWEST_CLIENTS} to tell how long soreness stays.`,
  fewLasting: (clients) =>
    `Clients who were sore at two reports of a session: ${clients}; it takes ${FEWEST_CLIENTS} to tell how long soreness stays, so ask within the first hours and more than once.`,
  fewEnded: (clients) =>
    `Clients who reported that soreness had gone: ${clients}; it takes ${FEWEST_CLIENTS} to tell how long it stays.`,
  unclear: 'The reports fit short and long soreness alike, so how long it stays is not known.',
  early:
    'Most soreness had gone before clients were asked, so how long it stays is not known; ask within the first hours.',
  late: 'Soreness often stayed longer than clients were asked about it, so how long it stays is not known.',
};

export const RELIEF_WORDS: DurationWords = {
  fewClients: (clients) =>
    `Clients who felt relief and reported pain after it: ${clients}; it takes ${FEWEST_CLIENTS} to tell how long relief lasts.`,
  fewLasting: (clients) =>
    `Clients who still felt relief at a report: ${clients}; it takes ${FEWEST_CLIENTS} to tell how long it lasts, so ask within the first hours.`,
  fewEnded: (clients) =>
    `Clients who reported that pain was back: ${clients}; it takes ${FEWEST_CLIENTS} to tell how long relief lasts.`,
  unclear: 'The reports fit short and long relief alike, so how long it lasts is not known.',
  early:
    'Pain was often back before clients were asked, so how long relief lasts is not known; ask within the first hours.',
  late: 'Relief often lasted longer than clients were asked about it, so how long it lasts is not known.',
};
