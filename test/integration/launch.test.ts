import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { thisMachine } from '../../infra/launch/machine.mjs';
import { pinnedNode } from '../../infra/launch/node-choice.mjs';

/** The launcher as npm scripts start it, in a repository of its own whose packages a test decides on. */

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-'));
  cpSync(join(import.meta.dirname, '../../infra/launch'), join(root, 'infra/launch'), { recursive: true });
  writeFileSync(
    join(root, 'said.mjs'),
    "console.log('this', ...process.argv.slice(2)); process.exitCode = 3;",
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function launch(...args: string[]) {
  const child = spawn(process.execPath, ['infra/launch/launch.mjs', 'said.mjs', ...args], { cwd: root });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code, ...printed }));
  return { child, ended };
}

/** What npm would have installed as the Node of this machine. */
function installed(content: string): void {
  const { name, binary } = pinnedNode(thisMachine())!;
  const file = join(root, 'node_modules', name, binary);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, 0o755);
}

test('before npm ci it says so, in one sentence', async () => {
  expect(await launch().ended).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The packages are not installed yet: run "npm ci" in this folder first.\n',
  });
});

test('without a Node from npm this one runs the script, with its arguments and its exit code', async () => {
  mkdirSync(join(root, 'node_modules'));
  expect(await launch('a', 'b').ended).toEqual({ code: 3, stdout: 'this a b\n', stderr: '' });
});

test('one whose system libraries are not on this machine counts for nothing', async () => {
  installed('#!/lib64/of-another-system.so\n');
  expect(await launch('a').ended).toEqual({ code: 3, stdout: 'this a\n', stderr: '' });
});

describe.skipIf(process.platform === 'win32')('the Node that npm brought', () => {
  test('runs the script, and its exit code is the answer', async () => {
    installed('#!/bin/sh\necho "brought $*, $NODE_OPTIONS"; exit 7\n');
    const { code, stdout } = await launch('a', 'b').ended;
    expect(code).toBe(7);
    expect(stdout).toMatch(/^brought said\.mjs a b, .*--disable-warning=ExperimentalWarning$/m);
  });

  test('is told to end when we are, and may take its time', async () => {
    installed('#!/bin/sh\ntrap "echo in order; exit 42" TERM\necho up\nwhile :; do sleep 0.05; done\n');
    const { child, ended } = launch();
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 42, stdout: 'up\nin order\n' });
  });

  test('that was killed ends us as a shell would say it', async () => {
    installed('#!/bin/sh\nkill -KILL $$\n');
    expect(await launch().ended).toMatchObject({ code: 137 });
  });
});
