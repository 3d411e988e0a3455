import { describe, expect, test } from 'vitest';
import { javaRelease } from '../../../infra/local/engines/java.ts';
import { tablesEngine } from '../../../infra/local/engines/tables-engine.ts';

const machines = {
  linux: { platform: 'linux', arch: 'x64', libc: 'glibc' },
  linuxOnArm: { platform: 'linux', arch: 'arm64', libc: 'glibc' },
  alpine: { platform: 'linux', arch: 'x64', libc: 'musl' },
  alpineOnArm: { platform: 'linux', arch: 'arm64', libc: 'musl' },
  oldMac: { platform: 'darwin', arch: 'x64' },
  mac: { platform: 'darwin', arch: 'arm64' },
  windows: { platform: 'win32', arch: 'x64' },
  windowsOnArm: { platform: 'win32', arch: 'arm64' },
} as const;

const java = (release?: number) => async () => (release ? { command: 'java', release } : undefined);
const plain = { asked: undefined, dynoxide: undefined, java: java() };
const dynoxide = { engine: 'dynoxide', command: '/bin/dynoxide' };
const amazons = { engine: 'dynamodb-local', command: 'java' };

describe('which engine keeps the tables', () => {
  test.each(['linux', 'alpine'] as const)(
    'dynoxide where npm has it, and no Java is asked for: %s',
    async (name) => {
      const unasked = () => Promise.reject(new Error('asked'));
      const found = { ...plain, machine: machines[name], dynoxide: dynoxide.command, java: unasked };
      expect(await tablesEngine(found)).toEqual(dynoxide);
      expect(await tablesEngine({ ...found, asked: 'dynoxide' })).toEqual(dynoxide);
    },
  );

  test.each(['linuxOnArm', 'oldMac', 'mac', 'windows'] as const)(
    "Amazon's by itself where there is a Java: %s",
    async (name) => {
      expect(await tablesEngine({ ...plain, machine: machines[name], java: java(17) })).toEqual(amazons);
    },
  );

  test("Amazon's when it is asked for", async () => {
    const found = {
      machine: machines.linux,
      asked: 'dynamodb-local',
      dynoxide: dynoxide.command,
      java: java(21),
    } as const;
    expect(await tablesEngine(found)).toEqual(amazons);
  });

  test.each([
    [
      'mac',
      undefined,
      undefined,
      /^On macOS on arm64 .* needs Java 17 or later, and there is none: install one .*\.$/,
    ],
    ['windows', undefined, 11, /^On Windows on x64 .* Java 17 or later, and this is Java 11: .*\.$/],
    [
      'mac',
      'dynoxide',
      21,
      /^npm has brought no dynoxide for macOS on arm64: start without DYNAMODB_ENGINE, .*\.$/,
    ],
    [
      'alpineOnArm',
      undefined,
      21,
      /^No DynamoDB engine .* on Linux with musl on arm64: .* DYNAMODB_ENDPOINT=.*\.$/,
    ],
    ['windowsOnArm', undefined, 21, /^No DynamoDB engine .* on Windows on arm64: .*\.$/],
  ] as const)(
    '%s, %s asked, Java %s: one sentence says what to do',
    async (name, asked, release, sentence) => {
      const found = { machine: machines[name], asked, dynoxide: undefined, java: java(release) };
      await expect(tablesEngine(found)).rejects.toThrow(sentence);
    },
  );
});

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)', 17],
  ['java version "1.8.0_392"\nJava(TM) SE Runtime Environment', 8],
  ['openjdk version "21" 2023-09-19', 21],
  ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
])('%j is release %s', (printed, release) => {
  expect(javaRelease(printed)).toBe(release);
});
