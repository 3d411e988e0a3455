import { type Machine, machineName } from '../../launch/machine.mjs';
import type { EngineName } from './engine-choice.ts';
import type { Java } from './java.ts';

/** No engine for the tables runs here. The message is a sentence for whoever started us: what to do about it. */
export class NoTablesEngine extends Error {
  override readonly name = 'NoTablesEngine';
}

/** DynamoDB Local is Java 17, and brings SQLite as machine code for these. */
const JAVA_RELEASE = 17;
const JAR_RUNS_ON = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'];

/**
 * The engine that stands in for DynamoDB: the one that was asked for, else dynoxide where npm has brought it,
 * else Amazon's own where a Java is.
 *
 * @param found the command of dynoxide, if npm has brought it; `java` is asked only when it matters
 * @returns the engine, and the command that starts it
 * @throws NoTablesEngine when it does not run on this machine
 */
export async function tablesEngine(found: {
  machine: Machine;
  asked: EngineName | undefined;
  dynoxide: string | undefined;
  java(): Promise<Java | undefined>;
}): Promise<{ engine: EngineName; command: string }> {
  const { machine, asked, dynoxide } = found;
  if (dynoxide !== undefined && asked !== 'dynamodb-local') return { engine: 'dynoxide', command: dynoxide };
  const name = machineName(machine);
  if (asked === 'dynoxide') {
    throw new NoTablesEngine(
      `npm has brought no dynoxide for ${name}: start without DYNAMODB_ENGINE, and Amazon's engine is taken where there is a Java.`,
    );
  }
  if (machine.libc === 'musl' || !JAR_RUNS_ON.includes(`${machine.platform}-${machine.arch}`)) {
    throw new NoTablesEngine(
      `No DynamoDB engine that we know runs on ${name}: name one that runs elsewhere, such as DYNAMODB_ENDPOINT=http://10.0.0.5:8000.`,
    );
  }
  const java = await found.java();
  if (java && java.release >= JAVA_RELEASE) return { engine: 'dynamodb-local', command: java.command };
  const instead = java ? `this is Java ${java.release}` : 'there is none';
  throw new NoTablesEngine(
    `On ${name} the tables are kept by Amazon's DynamoDB Local, which needs Java ${JAVA_RELEASE} or later, and ${instead}: install one from https://adoptium.net and start again.`,
  );
}
