/**
 * Knows up to where everything is done although things end out of order: lanes run beside each other, but a
 * checkpoint may only pass a record when all before it are done.
 */
export type Watermark<T> = {
  /** How many were begun and are not done. */
  readonly open: number;
  /** Begins the next one, in order. */
  begin(mark: T): Mark;
  /** Ends one. Returns the mark up to which all are done, when that has moved. */
  end(mark: Mark): T | undefined;
};

export type Mark = { readonly index: number };

export function createWatermark<T>(): Watermark<T> {
  let marks: { readonly mark: T; done: boolean }[] = [];
  let first = 0;
  /** How many at the start of `marks` have been passed, until they are cut off. */
  let passed = 0;
  let open = 0;
  return {
    get open() {
      return open;
    },
    begin: (mark) => {
      open += 1;
      marks.push({ mark, done: false });
      return { index: first + marks.length - 1 };
    },
    end: ({ index }) => {
      const ended = marks[index - first];
      if (!ended || ended.done) return undefined;
      ended.done = true;
      open -= 1;
      let last: T | undefined;
      for (let head = marks[passed]; head?.done; head = marks[passed]) {
        last = head.mark;
        passed += 1;
      }
      if (passed > 1000 || passed === marks.length) {
        marks = marks.slice(passed);
        first += passed;
        passed = 0;
      }
      return last;
    },
  };
}
