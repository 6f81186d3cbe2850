import { escapeFilter } from 'ldapts';
import type { Directory } from '../../ports/directory.ts';
import type { LdapMap } from './ldap-map.ts';
import { isDisabled, statusAttributesOf } from './ldap-person.ts';
import { type LdapEntry, type LdapServer, type LdapSession, openLdapSession, usualLdapLimits } from './ldap-session.ts';

export interface CheckLdapAccountOptions {
  readonly servers: readonly LdapServer[];
  readonly map: LdapMap;
  /** Where the employee's entry stood at the last reading; undefined: it was not there. */
  readonly nameOf: (employeeId: string) => string | undefined;
  readonly now: () => number;
  /** Somebody waits for the answer: later than this it is `unknown`. */
  readonly answerWithinMs?: number;
  /** After a failure nobody is made to wait for so long. */
  readonly restMs?: number;
  readonly underWayMax?: number;
}

export interface LdapAccountCheck {
  readonly confirmActive: Directory['confirmActive'];
  close(): Promise<void>;
}

/** Asks the LDAP server about single accounts, over one connection that is kept and opened again when it is gone. */
export function checkLdapAccount(options: CheckLdapAccountOptions): LdapAccountCheck {
  const { servers, map, nameOf, now, answerWithinMs = 2_000, restMs = 5_000, underWayMax = 64 } = options;
  const limits = { ...usualLdapLimits, connectDeadlineMs: answerWithinMs, requestDeadlineMs: answerWithinMs };
  let session: Promise<LdapSession> | null = null;
  let restUntil = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  let turn = 0;

  async function connected(): Promise<LdapSession> {
    const known = session;
    const held = await known;
    if (held?.isOpen()) return held;
    const server = servers[turn % servers.length];
    if (!server) throw new Error('There is no LDAP server to ask.');
    // Several who find the connection gone share the one that the first of them opens.
    if (session === known || session === null) session = openLdapSession(server, limits);
    return session;
  }

  async function ask(employeeId: string): Promise<'enabled' | 'disabled'> {
    const open = await connected();
    const entry = await findEntry(open, map, nameOf(employeeId), employeeId);
    return entry && !isDisabled(entry, map.disabled, now()) ? 'enabled' : 'disabled';
  }

  async function close(): Promise<void> {
    const held = session;
    session = null;
    await (await held?.catch(() => null))?.close();
  }

  async function fail(): Promise<{ readonly kind: 'unknown' }> {
    turn += 1;
    restUntil = now() + restMs;
    await close();
    return { kind: 'unknown' };
  }

  return {
    close,
    async confirmActive(employeeId) {
      if (underWay >= underWayMax || now() < restUntil) return { kind: 'unknown' };
      underWay += 1;
      const { promise: late, resolve } = Promise.withResolvers<null>();
      const timer = setTimeout(() => resolve(null), answerWithinMs);
      try {
        const kind = await Promise.race([ask(employeeId), late]);
        return kind === null ? await fail() : { kind };
      } catch {
        return await fail();
      } finally {
        clearTimeout(timer);
        underWay -= 1;
      }
    },
  };
}

/** First where it stood, which costs least; an entry that was moved is looked for by the employee's id. */
async function findEntry(
  session: LdapSession,
  map: LdapMap,
  name: string | undefined,
  employeeId: string,
): Promise<LdapEntry | null> {
  const attributes = statusAttributesOf(map.disabled);
  if (name !== undefined) {
    const entry = await session.read({ base: name, filter: map.filter, attributes });
    if (entry) return entry;
  }
  const byId = map.attributes.employeeId.map((attribute) => `(${attribute}=${escapeFilter`${employeeId}`})`).join('');
  const filter = `(&${map.filter}(|${byId}))`;
  for (const base of map.bases) {
    for await (const [entry] of session.pages({ base, filter, attributes })) {
      if (entry) return entry;
    }
  }
  return null;
}
