/** Where progress is told: a terminal, or a file or pipe that must stay readable. */
export type ProgressStream = { isTTY?: boolean; columns?: number; write(text: string): unknown };

export type Progress = {
  /** Begins a step; the one before is done. */
  step(text: string): void;
  /** How far the step is. */
  update(detail: string): void;
  /** Ends the step. */
  end(): void;
};

const UPDATE_EVERY_MILLISECONDS = 5_000;
const ERASE_LINE = '\r\u001B[2K';
const USUAL_COLUMNS = 80;

/**
 * On a terminal one line for each step, rewritten while it goes on. Elsewhere, and where NO_COLOR or
 * TERM=dumb asks for plain text, whole lines without control characters, updates at most every five seconds.
 */
export function createProgress(
  stream: ProgressStream,
  environment: Readonly<Record<string, string | undefined>>,
  now: () => number = Date.now,
): Progress {
  const isPlain = !stream.isTTY || Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  return isPlain ? plainProgress(stream, now) : terminalProgress(stream, now);
}

function plainProgress(stream: ProgressStream, now: () => number): Progress {
  let current = '';
  let lastDetail = '';
  let toldAt = 0;
  return {
    step(text) {
      current = text;
      lastDetail = '';
      toldAt = now();
      stream.write(`${text} ...\n`);
    },
    update(detail) {
      if (detail === lastDetail || now() - toldAt < UPDATE_EVERY_MILLISECONDS) return;
      lastDetail = detail;
      toldAt = now();
      stream.write(`${current}: ${detail}\n`);
    },
    end() {
      current = '';
    },
  };
}

function terminalProgress(stream: ProgressStream, now: () => number): Progress {
  let current: { text: string; since: number } | undefined;
  let lastDetail = '';
  // A terminal that does not know its width says 0.
  const line = (text: string) => text.slice(0, (stream.columns || USUAL_COLUMNS) - 1);
  const end = () => {
    if (!current) return;
    const seconds = ((now() - current.since) / 1000).toFixed(1);
    stream.write(`${ERASE_LINE}${line(`${current.text} (${seconds} s)`)}\n`);
    current = undefined;
  };
  return {
    step(text) {
      end();
      current = { text, since: now() };
      lastDetail = '';
      stream.write(line(`${text} ...`));
    },
    update(detail) {
      if (!current || detail === lastDetail) return;
      lastDetail = detail;
      stream.write(`${ERASE_LINE}${line(`${current.text}: ${detail}`)}`);
    },
    end,
  };
}
