/** Where progress is told; only a terminal can take a line back. */
export type ProgressStream = { isTTY?: boolean; columns?: number; write(text: string): unknown };

const ERASE_LINE = '\r\u001B[2K';
const USUAL_COLUMNS = 80;
const AT_MOST_EVERY_MILLISECONDS = 100;

/** One line that says how far the work is, on a terminal; nothing where stderr is a file or a pipe. */
export class ProgressLine {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  readonly #isShown: boolean;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(
    stream: ProgressStream,
    environment: Readonly<Record<string, string | undefined>>,
    now: () => number = () => performance.now(),
  ) {
    this.#stream = stream;
    this.#now = now;
    this.#isShown = Boolean(stream.isTTY) && environment['TERM'] !== 'dumb';
  }

  /** @param done out of `of`; both absent where nobody knows how far it is */
  show(step: string, done?: number, of?: number): void {
    const isLast = done === of;
    if (!this.#isShown || (!isLast && this.#now() - this.#shownAt < AT_MOST_EVERY_MILLISECONDS)) return;
    this.#shownAt = this.#now();
    const share =
      done === undefined || of === undefined ? '' : ` ${Math.floor((100 * done) / Math.max(of, 1))} %`;
    this.#stream.write(
      ERASE_LINE + `${step}${share} ...`.slice(0, (this.#stream.columns || USUAL_COLUMNS) - 1),
    );
  }

  /** Takes the line back, so that something else can be printed. */
  clear(): void {
    if (this.#isShown) this.#stream.write(ERASE_LINE);
    this.#shownAt = Number.NEGATIVE_INFINITY;
  }
}
