import type { ProblemType } from './problem-types.ts';

/** What each problem type means, and what to do: apart from the types, as only the page and the description need it. */
export const PROBLEM_WORDS: Readonly<Record<ProblemType, { meaning: string; toDo: string }>> = {
  'invalid-request': {
    meaning: 'The body, a parameter or the address is not what this route takes; nothing was done.',
    toDo: 'Correct the field that "refusals" names and send the request again.',
  },
  'invalid-record': {
    meaning: 'The request can be read, but a rule for the record in it does not hold; nothing was taken in.',
    toDo: 'Correct each field that "refusals" names: every one says what was expected. Then send it again.',
  },
  'not-permitted': {
    meaning: 'You are known, and your role does not allow it.',
    toDo: 'Ask an owner of the clinic to do it, or to change what you are. Sending it again cannot help.',
  },
  'not-in-care': {
    meaning: 'A therapist reports only of clients in her care.',
    toDo: 'Take the client over, or have the record reported by whoever has the client in care.',
  },
  'not-found': {
    meaning: 'Nothing is held under this address that you may see; the two are not told apart.',
    toDo: 'Look at the address, and at the ids in it.',
  },
  'unknown-client': {
    meaning: 'The record says something of a client of whom nothing is held.',
    toDo: 'Look at the client id; report a session or a goal of the client first.',
  },
  contradiction: {
    meaning:
      "Another version of the record has the same instant and other content, or its id is another client's, or what is to be moved or merged stands otherwise.",
    toDo: 'Read what is held. Send a correction with a later "recordedAt", or move the record.',
  },
  erased: {
    meaning: 'The record was written before everything of this client was erased: it stays away.',
    toDo: 'Do not send it again. What is written after the erasure is taken in.',
  },
  'import-not-undone': {
    meaning: 'The import is older than the undoing of imports, or what its rows brought is kept no more.',
    toDo: 'Delete its records one by one.',
  },
  'changed-meanwhile': {
    meaning:
      'What you replace is not as you have read it any more: its ETag is another. Nothing was changed.',
    toDo: 'Read it again, make your change to what it is now, and send that with its ETag as If-Match.',
  },
  'condition-needed': {
    meaning:
      'What is replaced as a whole has to be read first, so that nobody’s change is taken back unseen.',
    toDo: 'Send the ETag of what you have read as If-Match, or * to replace whatever is there.',
  },
  busy: {
    meaning: 'The storage did not answer in time; nothing is lost that was accepted.',
    toDo: 'Send the same request again after the seconds that Retry-After says: sending twice has no effect of its own.',
  },
  unexpected: {
    meaning: 'A fault of ours; it is logged under the request that "instance" names.',
    toDo: 'Send the same request again later; if it goes on, tell whoever runs the deployment "instance".',
  },
};
