/** What the forms say, in one place; what a record may hold is said by its schema. */
export const FORM_WORDS = {
  pain: { least: 'no pain', most: 'worst imaginable' },
  soreness: { least: 'not sore at all', most: 'very sore' },
  activity: { least: 'cannot do it', most: 'as well as before' },
  when: 'Expected a date, and a time such as 10:30.',
  begunWhen: 'A visit that has only begun is of today. Choose the techniques to record an earlier one.',
  techniqueMissing: 'Choose at least one technique.',
  techniqueUnnamed: 'Choose which technique was given once more.',
  restored: 'This was typed here before and not sent: it is shown again.',
  waiting: 'There is no connection. What you typed is kept on this device and sent when there is one.',
  unreachable:
    'There is no connection, so nothing was sent. What you typed stands here: send it once more when there is one.',
  firstVisit: 'A first visit is saved when it is over: choose the techniques that were given.',
  mayBegin: 'With the score before alone the visit is kept as begun: the rest is added when it is over.',
  wholeVisit: 'A first visit is saved as a whole, when it is over.',
  complaintMissing: 'Choose what the visit is for.',
  notInCare: 'This client is not in your care. Take the client over first.',
  movedToStranger:
    'Expected a client in your care. Take the client over first, or take this back and record it anew.',
  nameMissing: 'Say in a few words what is meant, in letters from a to z or digits.',
  /** By the code of a refusal that is not about one field. */
  refused: {
    'not-in-care': 'This client is not in your care. Take the client over first.',
    erased: 'Everything of this client has been erased. Open a new form.',
    conflict: 'This has been changed by a practice system meanwhile. Open the page again.',
  } as Readonly<Record<string, string>>,
} as const;

/** Body regions that are offered; a record may name others. */
export const REGIONS = [
  ...['neck', 'shoulder', 'upper-back', 'low-back', 'hip', 'leg', 'knee', 'foot'],
  ...['arm', 'hand', 'head', 'whole-body'],
] as const;

/** How firm, as it is offered; a record may say otherwise. */
export const PRESSURES = ['light', 'medium', 'firm', 'deep'] as const;

const ORDINALS = [
  'First',
  'Second',
  'Third',
  'Fourth',
  'Fifth',
  'Sixth',
  'Seventh',
  'Eighth',
  'Ninth',
  'Tenth',
];

/** `Third`, `11.`. */
export const ordinal = (count: number): string => ORDINALS[count - 1] ?? `${count}.`;
