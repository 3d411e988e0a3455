import type { RunningFacts } from '../../../infra/local/assembly/attributes.ts';

const unknown = (): never => {
  throw new Error('not running');
};

/** The facts of an application that is only read: whoever asks for one of what runs has made a mistake. */
export const NOT_RUNNING: RunningFacts = {
  queueUrl: unknown,
  streamArn: unknown,
  secretArn: unknown,
  apiUrl: unknown,
  issuerUrl: unknown,
};
