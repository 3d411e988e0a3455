import { foundText } from '../../records/values/found-text.ts';

/** The same with every text in it as a person is shown what was found in a file: short, and with nothing that is unseen. */
export function withShownNames<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, part) =>
    typeof part === 'string' ? foundText(part) : part,
  );
}
