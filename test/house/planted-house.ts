import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './source-folders.ts';

/** A house of a few files, to see what lint says of their imports. */
export type House = {
  /** Packages that are installed. */
  packages: readonly string[];
  /** Texts by path; `'/shared/a.ts'` in an import is a path from the root of the house. */
  files: Map<string, string>;
};

export type Finding = { rule: string; from: string; to: string };

const TOPS = ['infra', 'functions', 'shared', 'test', 'examples'];
/** What lint reads beside the files. */
const SETTINGS = ['.dependency-cruiser.cjs', '.rooms.json', 'tsconfig.json', 'package.json'];

/** What dependency-cruiser finds in a house, with the settings of this one and in a process of its own. */
export async function findingsIn({ packages, files }: House): Promise<Finding[]> {
  const root = mkdtempSync(join(tmpdir(), 'planted-house-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    for (const name of SETTINGS) copyFileSync(join(ROOT, name), join(root, name));
    for (const top of TOPS) write(`${top}/nothing.ts`, '');
    for (const name of packages) {
      write(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      );
      write(`node_modules/${name}/index.js`, '');
    }
    for (const [path, text] of files) write(path, fromRoot(path, text));
    return await cruised(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Makes what is said from the root relative to the file. */
function fromRoot(path: string, text: string): string {
  return text.replace(/'\/([^']+)'/g, (_, target: string) => {
    const step = relative(dirname(path), target);
    return `'${step.startsWith('.') ? step : `./${step}`}'`;
  });
}

function cruised(root: string): Promise<Finding[]> {
  const depcruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...TOPS];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // It ends with an error where it has found something; what it found is printed all the same.
      if (!stdout.startsWith('{')) return reject(error ?? new Error(stderr));
      const { violations } = JSON.parse(stdout).summary as {
        violations: { rule: { name: string }; from: string; to: string }[];
      };
      resolve(violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })));
    });
  });
}
