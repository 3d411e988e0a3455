import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Java that can be started: its command, and its feature release, such as 17. */
export type Java = { readonly command: string; readonly release: number };

/** The Java of JAVA_HOME, else of the PATH; undefined when there is none, or one that does not say its version. */
export async function installedJava(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Java | undefined> {
  const home = environment['JAVA_HOME'];
  for (const command of [...(home ? [join(home, 'bin', 'java')] : []), 'java']) {
    try {
      const { stderr, stdout } = await promisify(execFile)(command, ['-version']);
      const release = javaRelease(stderr + stdout);
      if (release !== undefined) return { command, release };
    } catch {
      // Not there; on a Mac a stand-in is, which fails.
    }
  }
  return undefined;
}

/** The feature release in what `java -version` prints: 17 of `"17.0.15"`, 8 of `"1.8.0_392"`. */
export function javaRelease(printed: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  const release = first === '1' ? second : first;
  return release === undefined ? undefined : Number(release);
}
