import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { startInJob } from '../../../infra/local/engines/supervised-by-job.ts';
import { startSupervised } from '../../../infra/local/engines/supervised-process.ts';

const MODULES = new URL('../../../infra/local/engines/', import.meta.url).href;
const scratch: string[] = [];

afterEach(() => {
  for (const directory of scratch.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'supervision-test-'));
  scratch.push(directory);
  return directory;
}

/** Polls until a condition holds; the test's own timeout is the limit. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(10);
}

/** A zombie has ended: its parent has not fetched the exit code yet, that is all. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function portIsFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Runs code in a Node process of its own and resolves with the first line that it prints. */
async function parentProcess(
  code: string,
): Promise<{ pid: number; line: string; killed: () => Promise<void> }> {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const gone = once(parent, 'exit');
  const pid = parent.pid ?? 0;
  return {
    pid,
    line,
    killed: async () => {
      process.kill(pid, 'SIGKILL');
      await gone;
    },
  };
}

describe('when we are killed with SIGKILL', () => {
  test('the process dies, and so does what it started itself', async () => {
    const { line, killed } = await parentProcess(`
      import { startSupervised } from '${MODULES}supervised-process.ts';
      const process = startSupervised('/bin/sh', ['-c', 'sleep 1000 & echo $$ $!; wait']);
      process.stdout.on('data', (chunk) => console.log(String(chunk).trim()));
    `);
    const pids = line.split(' ').map(Number);
    expect(pids).toHaveLength(2);
    expect(pids.every(isRunning)).toBe(true);
    await killed();
    await until(() => !pids.some(isRunning));
  });

  test('a process that ignores SIGTERM and reads no input dies too', async () => {
    const { line, killed } = await parentProcess(`
      import { startSupervised } from '${MODULES}supervised-process.ts';
      const process = startSupervised('/bin/sh', ['-c', "trap '' TERM HUP INT; echo $$; while :; do sleep 1; done"]);
      process.stdout.on('data', (chunk) => console.log(String(chunk).trim()));
    `);
    await killed();
    await until(() => !isRunning(Number(line)));
  });

  test('the engine dies and its port is free', async () => {
    const directory = scratchDirectory();
    const { line, killed } = await parentProcess(`
      import { startEngines } from '${MODULES}engines.ts';
      const engines = await startEngines({ dataDirectory: ${JSON.stringify(directory)} });
      console.log(engines.dynamodbUrl);
    `);
    const port = Number(new URL(line).port);
    expect(await portIsFree(port)).toBe(false);
    await killed();
    await until(() => portIsFree(port));
  });
});

describe('when we stop it', () => {
  test('the exit code is its own', async () => {
    expect(await startSupervised('/bin/sh', ['-c', 'exit 7']).exited).toBe(7);
    expect(await startSupervised('/bin/sh', ['-c', 'kill -SEGV $$']).exited).toBe(139);
    expect(await startSupervised('/no/such/program', []).exited).toBe(127);
  });

  test('SIGTERM comes first and the process may finish in order', async () => {
    const polite = startSupervised(process.execPath, [
      '-e',
      "process.on('SIGTERM', () => process.exit(42)); setInterval(() => {}, 1000); console.log('up')",
    ]);
    await once(polite.stdout, 'data');
    await polite.stop();
    expect(await polite.exited).toBe(42);
  });

  test('SIGKILL comes after the grace period', async () => {
    const stubborn = startSupervised('/bin/sh', ['-c', "trap '' TERM; echo up; while :; do sleep 1; done"]);
    await once(stubborn.stdout, 'data');
    await stubborn.stop(50);
    expect(await stubborn.exited).toBe(137);
    expect(isRunning(stubborn.pid)).toBe(false);
  });

  test('what it left running in the background goes with it', async () => {
    const forgetful = startSupervised('/bin/sh', ['-c', 'sleep 1000 >/dev/null 2>&1 & echo $!']);
    const [chunk] = (await once(forgetful.stdout, 'data')) as [Buffer];
    expect(await forgetful.exited).toBe(0);
    await until(() => !isRunning(Number(String(chunk))));
  });

  test('its environment and directory are the ones given, nothing of ours', async () => {
    const directory = scratchDirectory();
    const child = startSupervised('/usr/bin/env', [], { env: { ONLY: 'this' }, cwd: directory });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    await child.exited;
    await until(() => child.stdout.readableEnded);
    const names = text
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names).toContain('ONLY');
    // PWD and the like are the shell's.
    expect(names.filter((name) => !['ONLY', 'PWD', 'OLDPWD', '_', 'SHLVL'].includes(name ?? ''))).toEqual([]);
    expect(text).toContain(`PWD=${directory}`);
  });
});

describe("what Windows gets, as far as this system can show: all but the system's job", () => {
  test('the exit code is its own, in the words of a shell', async () => {
    const exits = (code: string) => startInJob(process.execPath, ['-e', code], {}).exited;
    expect(await exits('process.exit(7)')).toBe(7);
    expect(await exits("process.kill(process.pid, 'SIGKILL')")).toBe(137);
    expect(await startInJob(join(tmpdir(), 'no-such-program'), [], {}).exited).toBe(127);
  });

  test('it ends when it is stopped, even if it would rather not', async () => {
    const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')";
    const stubborn = startInJob(process.execPath, ['-e', code], {});
    await once(stubborn.stdout, 'data');
    await stubborn.stop(50);
    expect(await stubborn.exited).toBe(137);
    expect(isRunning(stubborn.pid)).toBe(false);
  });
});
