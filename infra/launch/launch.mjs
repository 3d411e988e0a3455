// @ts-check
/**
 * `node infra/launch/launch.mjs SCRIPT ...`: runs one of our scripts on the Node that it needs, whichever Node
 * from 18 on starts this; or says in one sentence what is missing. Every npm script comes through here, because
 * an older Node would answer a .ts file with a stack trace.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { thisMachine } from './machine.mjs';
import { nodeChoice, pinnedNode } from './node-choice.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [script = '', ...args] = process.argv.slice(2);

/** @param {{ withPinned: boolean }} options */
async function launch({ withPinned }) {
  const machine = thisMachine();
  const pinned = pinnedNode(machine);
  const binary = pinned && join(ROOT, 'node_modules', pinned.name, pinned.binary);
  const hasPinned = withPinned && binary !== undefined && existsSync(binary);
  const choice = nodeChoice({
    machine,
    version: process.versions.node,
    hasPackages: existsSync(join(ROOT, 'node_modules')),
    hasPinned,
  });
  if ('missing' in choice) return say(choice.missing);
  const node = choice.run === 'pinned' && binary !== undefined ? binary : process.execPath;
  if (isThis(node) && !warnsOfTypeScript()) return runHere();
  runWith(node);
}

/** @param {string} node */
const isThis = (node) => realpathSync(node) === realpathSync(process.execPath);

/** Until 24.3 Node called reading TypeScript an experiment, in every process. */
function warnsOfTypeScript() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major === 24 && minor < 3 && !(process.env['NODE_OPTIONS'] ?? '').includes(QUIET);
}

const QUIET = '--disable-warning=ExperimentalWarning';

async function runHere() {
  const file = resolve(script);
  process.argv.splice(1, 2, file);
  await import(pathToFileURL(file).href);
}

/** @param {string} node */
function runWith(node) {
  const NODE_OPTIONS = `${process.env['NODE_OPTIONS'] ?? ''} ${QUIET}`.trim();
  // Heard before anything is started: a signal that came between would end us alone, and leave what we started behind.
  // Ctrl-C goes to everybody at the terminal, and what we started shall end in its own time.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS } });
  // What is in node_modules may be for another machine than this one, such as one that shares the folder.
  child.once('error', () => (isThis(node) ? say(`${node} does not start.`) : launch({ withPinned: false })));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
    process.exit();
  });
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

await launch({ withPinned: true });
