import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureSlapd, type SlapdServer, slapdSuffix, startSlapd } from '@desk/testing';
import { z } from 'zod';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';

const people = 20_000;
const withinMs = 180_000;
const peopleBase = `ou=people,${slapdSuffix}`;

const Taken = z.object({
  readMs: z.number(),
  /** Resident at most, in MB, before the first and after the second reading; null where the system does not tell. */
  before: z.number().nullable(),
  peak: z.number().nullable(),
  lookUpP99Ms: z.number(),
  confirmP99Ms: z.number(),
  missed: z.number(),
});

/** Reading a large LDAP directory, in a process of its own with the gateway's flags, and asking it for people. */
export async function measureDirectory({ say, opened }: Bench): Promise<readonly Measurement[]> {
  say(`Directory: ${people} people in an LDAP server, read twice and each looked up`);
  await ensureSlapd(say);
  const slapd = await startSlapd({ purpose: 'bench', ldif: writeLdif() });
  opened.add(slapd.stop);
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  opened.add(() => rm(folder, { recursive: true }));
  const [mapFile, caFile] = [join(folder, 'role-map.yaml'), join(folder, 'ca.pem')];
  await writeFile(caFile, slapd.ca);
  await writeFile(mapFile, `flavour: openldap\nbase: ${peopleBase}\n`);

  const script = join(import.meta.dirname, 'read-directory.ts');
  const flags = ['--max-semi-space-size=2', '--max-old-space-size=192'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, String(people)], {
    timeout: withinMs,
    env: { ...environmentOf(slapd), LDAP_CA_FILE: caFile, ROLE_MAP_FILE: mapFile },
  });
  return describe(Taken.parse(JSON.parse(stdout)));
}

function describe({ readMs, before, peak, lookUpP99Ms, confirmP99Ms, missed }: z.infer<typeof Taken>): Measurement[] {
  const row = (name: string, value: number, unit: string, atMost: number): Measurement => ({
    name,
    value,
    unit,
    goal: { of: 'value', atMost },
  });
  const memory =
    before === null || peak === null
      ? []
      : [
          row('memory that reading takes, the reading before still in use', peak - before, 'MB', 150),
          { name: 'the whole process meanwhile, at its peak', value: peak, unit: 'MB' },
        ];
  return [
    row(`reading ${people} people from LDAP`, readMs / 1000, 's', 20),
    ...memory,
    row('sign-in look-up after that, p99', lookUpP99Ms, 'ms', 1),
    row(`of ${people} people, not found`, missed, '', 0),
    { name: 'asking the server about one account, p99', value: confirmP99Ms, unit: 'ms' },
  ];
}

function environmentOf({ ldapsUrl, readerDn, password }: SlapdServer): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    DIRECTORY: 'ldap',
    LDAP_URL: ldapsUrl,
    LDAP_BIND_DN: readerDn,
    LDAP_BIND_PASSWORD: password,
  };
}

function writeLdif(): string {
  const top = `dn: ${peopleBase}\nobjectClass: organizationalUnit\nou: people\n`;
  const entries = Array.from({ length: people }, (_, at) => {
    const [id, phone] = [`e-${at + 1}`, `+38050${String(at + 1).padStart(7, '0')}`];
    const text = ['title: Engineer', 'departmentNumber: Sales', `mail: employee-${at + 1}@example.test`];
    const groups = Array.from({ length: 10 }, (_unused, group) => `memberOf: cn=group ${group},${slapdSuffix}`);
    return [
      `dn: cn=${id},${peopleBase}`,
      'objectClass: inetOrgPerson',
      'objectClass: deskAccount',
      `cn: ${id}`,
      `sn: Employee ${at + 1}`,
      `displayName: Employee ${at + 1}`,
      `employeeNumber: ${id}`,
      `mobile: ${phone}`,
      ...text,
      ...groups,
      '',
    ].join('\n');
  });
  return [top, ...entries].join('\n');
}
