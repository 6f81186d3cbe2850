import { checkLdapAccount } from './check-ldap-account.ts';
import { indexPeople } from './directory-snapshot.ts';
import type { LdapMap } from './ldap-map.ts';
import { type LdapServer, usualLdapLimits } from './ldap-session.ts';
import { type PolledDirectory, type PollingOptions, pollSnapshot } from './poll-snapshot.ts';
import { type LdapReadingLimits, readLdapPeople } from './read-ldap-people.ts';

export interface LdapDirectoryOptions extends PollingOptions {
  /** The same directory at several addresses, tried in turn. */
  readonly servers: readonly LdapServer[];
  readonly map: LdapMap;
  /** ISO 3166 code for numbers written without their country. */
  readonly defaultCountry: string;
  readonly limits?: Partial<LdapReadingLimits>;
  /** For single accounts: how long an answer is waited for, and for how long nobody waits after a failure. */
  readonly answerWithinMs?: number;
  readonly restMs?: number;
}

export const usualLdapReading: LdapReadingLimits = {
  ...usualLdapLimits,
  readingDeadlineMs: 240_000,
  attemptsMax: 3,
  retryDelayMs: 500,
};

/** People of an LDAP server (Active Directory, OpenLDAP), kept as a snapshot; single accounts are asked for at once. */
export function createLdapDirectory(options: LdapDirectoryOptions): PolledDirectory {
  let names: ReadonlyMap<string, string> = new Map();
  const accounts = checkLdapAccount({ ...options, nameOf: (employeeId) => names.get(employeeId) });
  const limits = { ...usualLdapReading, ...options.limits };
  const polled = pollSnapshot({
    ...options,
    confirmActive: accounts.confirmActive,
    async read(signal) {
      const people = await readLdapPeople({ ...options, limits }, signal);
      names = people.names;
      const { snapshot, problems } = indexPeople(people.results);
      return { snapshot, problems: [...people.problems, ...problems] };
    },
  });
  return {
    ...polled,
    async stop() {
      await polled.stop();
      await accounts.close();
    },
  };
}
