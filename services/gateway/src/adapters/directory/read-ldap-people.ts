import pRetry, { AbortError } from 'p-retry';
import { describeLdapFailure, LdapFailure } from './ldap-failure.ts';
import type { LdapMap } from './ldap-map.ts';
import { attributesOf, type GroupsOf, groupsByMember, groupsByPerson, rowOf } from './ldap-person.ts';
import { type LdapServer, type LdapSession, type LdapSessionLimits, openLdapSession } from './ldap-session.ts';
import { type DirectoryProblem, type ReadResult, readPersonRow } from './person-row.ts';

export interface LdapReadingLimits extends LdapSessionLimits {
  readonly readingDeadlineMs: number;
  readonly attemptsMax: number;
  readonly retryDelayMs: number;
}

export interface ReadLdapOptions {
  /** The same directory at several addresses, tried in turn. */
  readonly servers: readonly LdapServer[];
  readonly map: LdapMap;
  /** ISO 3166 code for numbers written without their country. */
  readonly defaultCountry: string;
  readonly now: () => number;
  readonly limits: LdapReadingLimits;
}

export interface LdapPeople {
  readonly results: readonly ReadResult[];
  /** Where each employee's entry stands, for whoever wants to look at it again. */
  readonly names: ReadonlyMap<string, string>;
  /** About the groups of ROLE_MAP_FILE. */
  readonly problems: readonly DirectoryProblem[];
}

/** Reads everybody and their groups. Throws an `LdapFailure` when that cannot be had as a whole. */
export async function readLdapPeople(options: ReadLdapOptions, signal: AbortSignal): Promise<LdapPeople> {
  const { servers, limits } = options;
  const within = AbortSignal.any([signal, AbortSignal.timeout(limits.readingDeadlineMs)]);
  let attempts = 0;

  async function attempt(): Promise<LdapPeople> {
    const server = servers[attempts % servers.length];
    attempts += 1;
    if (!server) throw new AbortError('There is no LDAP server to ask.');
    try {
      const session = await openLdapSession(server, limits, within);
      try {
        return await readAll(session, options);
      } finally {
        await session.close();
      }
    } catch (error) {
      const failure = describeLdapFailure(error);
      throw failure.passing ? failure : new AbortError(failure);
    }
  }

  return pRetry(attempt, {
    retries: Math.max(limits.attemptsMax, servers.length) - 1,
    minTimeout: limits.retryDelayMs,
    factor: 2,
    randomize: true,
    signal: within,
  });
}

async function readAll(session: LdapSession, options: ReadLdapOptions): Promise<LdapPeople> {
  const { map, defaultCountry, now } = options;
  const { groupsOf, problems } = await readGroups(session, map);
  const results: ReadResult[] = [];
  const names = new Map<string, string>();
  const attributes = attributesOf(map);

  for (const [at, base] of map.bases.entries()) {
    let entries = 0;
    // Each page becomes rows at once: what the server sent beside them is not kept.
    for await (const page of session.pages({ base, filter: map.filter, attributes })) {
      for (const entry of page) {
        entries += 1;
        const place = `entry ${entries} under base ${at + 1}`;
        const result = readPersonRow(rowOf(entry, map, groupsOf, { now: now(), place }), defaultCountry);
        results.push(result);
        if (result.read) names.set(result.read.entry.employeeId, entry.dn);
      }
    }
  }
  // To an account that may read nothing, a directory looks empty: nobody is dismissed for that.
  if (results.length === 0) {
    throw new LdapFailure(
      'The LDAP server shows nobody: check `base` and `filter` in ROLE_MAP_FILE, and what LDAP_BIND_DN may read.',
    );
  }
  return { results, names, problems };
}

async function readGroups(
  session: LdapSession,
  { groups, membership }: LdapMap,
): Promise<{ readonly groupsOf: GroupsOf; readonly problems: readonly DirectoryProblem[] }> {
  if (membership.from === 'person') return { groupsOf: groupsByPerson(groups, membership.attribute), problems: [] };
  const problems: DirectoryProblem[] = [];
  const lists = [];
  for (const [at, group] of groups.entries()) {
    const search = { base: group.group, filter: '(objectClass=*)', attributes: [membership.attribute] };
    const entry = await session.read(search);
    if (!entry) problems.push({ where: `groups.${at} of ROLE_MAP_FILE`, field: null, remedy: groupRemedy });
    lists.push({ group, members: entry?.values(membership.attribute) ?? [] });
  }
  return { groupsOf: groupsByMember(lists, membership.naming), problems };
}

const groupRemedy = 'Correct the name of the group, or let LDAP_BIND_DN read it; until then it gives no role.';
