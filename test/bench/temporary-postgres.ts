import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Input = string | Buffer;

/** Whether a server can be started here: `pg_ctl` is on the path. */
export const hasPostgres = (): boolean => spawnSync('pg_ctl', ['--version']).status === 0;

/** A PostgreSQL server with an empty database in a temporary folder, reached by a socket there and by nobody else. */
export class TemporaryPostgres {
  readonly #folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-postgres-'));
  /** The server refuses to be root, who lends it the account that its package made. */
  readonly #account: { uid?: number; gid?: number } = process.getuid?.() === 0 ? accountOf('postgres') : {};

  /** @param threads that one query may use */
  constructor(threads: number) {
    const { uid, gid } = this.#account;
    if (uid !== undefined && gid !== undefined) chownSync(this.#folder, uid, gid);
    const settings = [
      `-c unix_socket_directories=${this.#folder} -c listen_addresses=''`,
      `-c max_parallel_workers_per_gather=${threads - 1}`,
      '-c fsync=off -c full_page_writes=off -c shared_buffers=512MB -c work_mem=256MB -c jit=off',
    ].join(' ');
    this.#command('initdb', ['--no-sync', '--auth=trust', '--username=bench', `--pgdata=${this.#data}`]);
    this.#command('pg_ctl', ['start', '-w', '-D', this.#data, '-l', `${this.#folder}/log`, '-o', settings]);
  }

  /** @param sql one or more statements; @param input what is copied from STDIN. @returns rows without decoration */
  run(sql: string, input: Input = ''): string {
    const to = ['-h', this.#folder, '-U', 'bench', '-d', 'postgres'];
    return ran('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', ...to, '-c', sql], { input });
  }

  stop(): void {
    this.#command('pg_ctl', ['stop', '-m', 'immediate', '-D', this.#data]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return `${this.#folder}/data`;
  }

  #command(name: string, args: readonly string[]): void {
    ran(name, args, { ...this.#account, stdio: 'ignore', cwd: this.#folder });
  }
}

function accountOf(name: string): { uid: number; gid: number } {
  const of = (flag: string) => Number(ran('id', [flag, name], {}));
  return { uid: of('-u'), gid: of('-g') };
}

function ran(name: string, args: readonly string[], options: Parameters<typeof spawnSync>[2]): string {
  const { status, stdout, stderr, error } = spawnSync(name, args, { ...options, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${name} ended with ${status}: ${stderr}`);
  return stdout as string;
}
