import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { certifyLoopback } from './certify-loopback.ts';
import { findSlapd, type SlapdBinaries } from './find-slapd.ts';
import { findFreePort } from './free-port.ts';
import { claimRunFolder, type Purpose, serverPidFile } from './run-folder.ts';
import { runServerProcess, type ServerProcess } from './run-server-process.ts';

export type StartSlapdOptions = {
  purpose: Exclude<Purpose, 'demo'>;
  /** Everything below `slapdSuffix`, which itself is there already, in LDIF. */
  ldif: string;
};

export type SlapdServer = {
  /** Takes StartTLS as well. */
  url: string;
  ldapsUrl: string;
  /** The certificate of both, for `127.0.0.1` and `localhost`, in PEM. */
  ca: string;
  /** May change everything. */
  adminDn: string;
  /** May read everything, lists of any length in pages. */
  readerDn: string;
  /** May read everything, but no more than `slapdListEntriesMax` entries of a list. */
  hurriedDn: string;
  /** May log in and read nothing. */
  blindDn: string;
  /** Of all of them. */
  password: string;
  /** Ends the server at once and keeps its data; `start` brings it back at the same addresses. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export const slapdSuffix = 'dc=company,dc=test';
export const slapdListEntriesMax = 20;

const run = promisify(execFile);
const reachableWithinMs = 10_000;
const askEveryMs = 10;
const accountAttributes = ['nsAccountLock', 'userAccountControl', 'accountExpires', 'employeeID', 'memberOf'];
const accounts = ['reader', 'hurried', 'blind'] as const;

/**
 * An OpenLDAP server with the schemas of Internet people and of Active Directory, its data in a folder of its own.
 * Throws MissingServer, with a remedy, where it cannot be had.
 */
export async function startSlapd(options: StartSlapdOptions): Promise<SlapdServer> {
  const { purpose, ldif } = options;
  const binaries = await findSlapd();
  const folder = await claimRunFolder({ purpose, server: 'slapd' });
  await chmod(folder.path, 0o700);
  const password = randomBytes(18).toString('base64url');
  const config = await prepare(binaries, { folder: folder.path, ldif, password });
  const [port, ldapsPort] = [await findFreePort(), await findFreePort()];
  const addresses = [`ldap://127.0.0.1:${port}`, `ldaps://127.0.0.1:${ldapsPort}`] as const;
  let server: ServerProcess | null = null;

  const start = async () => {
    server = await runServerProcess({
      command: binaries.slapd,
      // Any debug level keeps it in the foreground; `none` is the one that says when it is ready and no more.
      args: ['-f', config, '-h', addresses.join(' '), '-d', 'none'],
      readyWhen: /slapd starting/,
      pidFile: join(folder.path, serverPidFile),
    });
    // It says so a moment before its ports take connections.
    await Promise.all([takesConnections(port), takesConnections(ldapsPort)]);
  };
  const halt = async () => {
    await server?.stop();
    server = null;
  };
  await start();
  const [readerDn, hurriedDn, blindDn] = accounts.map(accountDn);
  return {
    url: addresses[0],
    ldapsUrl: addresses[1],
    ca: await readFile(join(folder.path, 'server.crt'), 'utf8'),
    adminDn: accountDn('admin'),
    readerDn: readerDn ?? '',
    hurriedDn: hurriedDn ?? '',
    blindDn: blindDn ?? '',
    password,
    halt,
    start,
    async stop() {
      await halt();
      await folder.discard();
    },
  };
}

async function takesConnections(port: number): Promise<void> {
  const deadline = Date.now() + reachableWithinMs;
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port });
    const taken = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (taken) return;
    if (Date.now() > deadline) throw new Error(`slapd takes no connections on port ${port}.`);
    await pause(askEveryMs);
  }
}

async function prepare(
  { slapadd, openssl }: SlapdBinaries,
  { folder, ldif, password }: { folder: string; ldif: string; password: string },
): Promise<string> {
  const at = (name: string) => join(folder, name);
  await certifyLoopback(openssl, folder);
  await mkdir(at('data'));
  await writeFile(at('slapd.conf'), configuration(folder, password), { mode: 0o600 });
  await writeFile(at('people.ldif'), `${ownEntries(password)}\n${ldif}`, { mode: 0o600 });
  await run(slapadd, ['-q', '-f', at('slapd.conf'), '-l', at('people.ldif')]);
  return at('slapd.conf');
}

function configuration(folder: string, password: string): string {
  const schemas = ['core', 'cosine', 'nis', 'inetorgperson', 'msuser'];
  return [
    ...schemas.map((name) => `include /etc/ldap/schema/${name}.schema`),
    "attributetype ( 2.16.840.1.113730.3.1.2.610 NAME 'nsAccountLock' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )",
    // What accounts of other servers carry, for people of the usual class.
    `objectclass ( 1.3.6.1.4.1.4203.666.11.99 NAME 'deskAccount' SUP top AUXILIARY MAY ( ${accountAttributes.join(' $ ')} ) )`,
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    'moduleload ppolicy',
    `pidfile ${folder}/slapd.pid`,
    `TLSCertificateFile ${folder}/server.crt`,
    `TLSCertificateKeyFile ${folder}/server.key`,
    'database mdb',
    'maxsize 1073741824',
    `suffix "${slapdSuffix}"`,
    `rootdn "${accountDn('admin')}"`,
    `rootpw ${password}`,
    `directory ${folder}/data`,
    // Data that is thrown away need not survive a power cut.
    'dbnosync',
    'index objectClass,employeeNumber eq',
    `limits dn.exact="${accountDn('reader')}" size=unlimited size.prtotal=unlimited`,
    `limits dn.exact="${accountDn('hurried')}" size=${slapdListEntriesMax}`,
    `access to attrs=userPassword by anonymous auth by * none`,
    `access to * by dn.exact="${accountDn('reader')}" read by dn.exact="${accountDn('hurried')}" read by * none`,
    'overlay ppolicy',
    '',
  ].join('\n');
}

function ownEntries(password: string): string {
  const top = `dn: ${slapdSuffix}\nobjectClass: dcObject\nobjectClass: organization\no: Company\ndc: company\n`;
  const own = accounts.map(
    (name) =>
      `dn: ${accountDn(name)}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: ${name}\nuserPassword: ${password}\n`,
  );
  return [top, ...own].join('\n');
}

function accountDn(name: string): string {
  return `cn=${name},${slapdSuffix}`;
}
