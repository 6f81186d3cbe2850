import { type SlapdServer, slapdSuffix } from '@desk/testing';
import { type LdapMap, readLdapMap } from '../../src/adapters/directory/ldap-map.ts';
import type { LdapServer } from '../../src/adapters/directory/ldap-session.ts';
import type { DirectoryEntry } from '../../src/ports/directory.ts';

export const peopleBase = `ou=people,${slapdSuffix}`;
export const peopleBranch = `dn: ${peopleBase}\nobjectClass: organizationalUnit\nou: people\n`;

export function groupName(name: string): string {
  return `cn=${name},ou=groups,${slapdSuffix}`;
}

/** One group for each role and team of the builders' people. */
const groups = [
  ...['specialist', 'supervisor'].map((role) => `  - { group: "${groupName(role)}", role: ${role} }`),
  ...['network', 'repair'].map((team) => `  - { group: "${groupName(team)}", teams: [${team}] }`),
].join('\n');

/** A ROLE_MAP_FILE for these people. `more` are further lines of it. */
export function aLdapMap(more = 'attributes: { trackerAccount: uid }'): LdapMap {
  const read = readLdapMap(`flavour: openldap\nbase: ${peopleBase}\n${more}\ngroups:\n${groups}\n`);
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  return read.map;
}

export function nameOfPerson(employeeId: string): string {
  return `cn=${employeeId},${peopleBase}`;
}

/** A person as OpenLDAP keeps them; the attributes in the order of LDIF. */
export function attributesOfPerson(entry: DirectoryEntry): Record<string, string[]> {
  const memberOf = [entry.role, ...entry.teams].filter((name) => name !== 'employee').map(groupName);
  return {
    objectClass: ['inetOrgPerson', 'deskAccount'],
    cn: [entry.employeeId],
    sn: [entry.displayName],
    employeeNumber: [entry.employeeId],
    displayName: [entry.displayName],
    title: [entry.position],
    departmentNumber: [entry.department],
    mobile: [...entry.phones],
    mail: entry.email === null ? [] : [entry.email],
    uid: entry.trackerAccount === null ? [] : [entry.trackerAccount],
    nsAccountLock: entry.active ? [] : ['TRUE'],
    memberOf,
  };
}

export function ldifOf(entries: readonly DirectoryEntry[]): string {
  const written = entries.map((entry) => {
    const lines = Object.entries(attributesOfPerson(entry)).flatMap(([name, values]) =>
      values.map((value) => `${name}: ${value}`),
    );
    return [`dn: ${nameOfPerson(entry.employeeId)}`, ...lines, ''].join('\n');
  });
  return [peopleBranch, ...written].join('\n');
}

/** The server as the gateway is told of it. */
export function asReader(slapd: SlapdServer, change: Partial<LdapServer> = {}): LdapServer {
  const { url, readerDn: bindDn, password: bindPassword } = slapd;
  return { url, bindDn, bindPassword, startTls: false, ca: null, ...change };
}
