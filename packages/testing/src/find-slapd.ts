import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { canInstallPackages, findOnPath, installDebianPackage } from './install-debian-package.ts';
import { MissingServer } from './missing-server.ts';

export type SlapdBinaries = { slapd: string; slapadd: string; openssl: string };

const run = promisify(execFile);
/** Debian keeps servers where only root looks for programs. */
const systemFolders = ['/usr/sbin', '/usr/local/sbin'];

/** OpenLDAP's server as it is on this machine. Throws MissingServer where it is not. */
export async function findSlapd(): Promise<SlapdBinaries> {
  const found = await find();
  if (found) return found;
  throw new MissingServer('There is no LDAP server here.', 'Install the packages slapd and openssl.');
}

/** Installs Debian's packages, if they are missing and that can be done without asking anybody. */
export async function ensureSlapd(report: (line: string) => void): Promise<void> {
  if ((await find()) || !(await canInstallPackages())) return;
  report('LDAP: installing the packages slapd and openssl');
  // Without a first configuration Debian starts no server of its own.
  const answers = run('debconf-set-selections');
  answers.child.stdin?.end('slapd slapd/no_configuration boolean true\n');
  await answers.catch(() => undefined);
  await installDebianPackage('slapd');
  await installDebianPackage('openssl');
}

async function find(): Promise<SlapdBinaries | null> {
  const [slapd, slapadd, openssl] = await Promise.all(
    ['slapd', 'slapadd', 'openssl'].map((name) => findOnPath([name], systemFolders)),
  );
  return slapd && slapadd && openssl ? { slapd, slapadd, openssl } : null;
}
