import { expect, test } from 'vitest';
import { createProgress } from '../../../infra/local/command/progress.ts';

function told(
  stream: { isTTY?: boolean; columns?: number },
  environment: Record<string, string>,
  act: (progress: ReturnType<typeof createProgress>, pass: (milliseconds: number) => void) => void,
): string {
  let text = '';
  let time = 0;
  const sink = { ...stream, write: (more: string) => (text += more) };
  act(
    createProgress(sink, environment, () => time),
    (milliseconds) => {
      time += milliseconds;
    },
  );
  return text;
}

test('a pipe gets whole plain lines, and of many updates a few', () => {
  const text = told({}, {}, (progress, pass) => {
    progress.step('Importing');
    for (let waiting = 100; waiting > 0; waiting -= 10) {
      pass(1000);
      progress.update(`${waiting} waiting`);
    }
    progress.step('Stopping');
    progress.end();
  });
  expect(text).toBe('Importing ...\nImporting: 60 waiting\nImporting: 10 waiting\nStopping ...\n');
});

test('a terminal gets one line for each step, rewritten while it goes on', () => {
  const text = told({ isTTY: true, columns: 40 }, {}, (progress, pass) => {
    progress.step('Importing');
    progress.update('7 waiting');
    pass(1500);
    progress.step('Stopping');
    progress.end();
  });
  const erase = '\r\u001B[2K';
  expect(text).toBe(
    `Importing ...${erase}Importing: 7 waiting${erase}Importing (1.5 s)\nStopping ...${erase}Stopping (0.0 s)\n`,
  );
});

test('a long line never wraps on a terminal', () => {
  const text = told({ isTTY: true, columns: 20 }, {}, (progress) => progress.step('x'.repeat(100)));
  expect(text).toHaveLength(19);
});

test('a terminal that does not know its width, and a detail that has not changed', () => {
  const text = told({ isTTY: true, columns: 0 }, {}, (progress) => {
    progress.step('Importing');
    progress.update('7 waiting');
    progress.update('7 waiting');
  });
  expect(text).toBe('Importing ...\r\u001B[2KImporting: 7 waiting');
});

test.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])(
  '%j asks for plain text on a terminal as well',
  (environment) => {
    const text = told({ isTTY: true }, environment, (progress) => {
      progress.step('Importing');
      progress.end();
    });
    expect(text).toBe('Importing ...\n');
  },
);
