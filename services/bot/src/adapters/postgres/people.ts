import type { KeyRing } from '@desk/crypto';
import { dueEnd, type Role, type SessionEndReason, type SessionLimits } from '@desk/domain';
import type pg from 'pg';
import type { Composition } from '../../ports/compositions.ts';
import type { Acquaintance, DeskSession, DueSessions, People, Person, StoredDuty } from '../../ports/people.ts';
import { asWritten, instant, instantOrNull } from './as-written.ts';
import type { PrismaClient } from './generated/client.ts';
import type { SealedProfile } from './ledger/save-person.ts';
import { openFieldJson, openFieldText } from './seal-fields.ts';
import { type AcquaintanceRow, acquaintance, type SoughtBy, selectAcquaintance } from './select-acquaintance.ts';
import type { SubjectKeys } from './subject-keys.ts';

export interface PeopleOptions {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  readonly keys: SubjectKeys;
  readonly sessionLimits: SessionLimits;
}

const staffMax = 2_000;

export function createPeople({ pool, prisma, keys, sessionLimits }: PeopleOptions): People & DueSessions {
  async function introduce(rows: readonly AcquaintanceRow[]): Promise<readonly Acquaintance[]> {
    const rings = await keys.load(rows.map(({ id }) => id));
    return rows.flatMap((row) => {
      // Whoever has no key has been erased: the row is on its way out.
      const ring = rings.get(row.id);
      return ring ? [toAcquaintance(row, ring, sessionLimits)] : [];
    });
  }

  async function find(by: SoughtBy, value: string | number | Uint8Array): Promise<Acquaintance | null> {
    const row = await selectAcquaintance(pool, by, value);
    return (row && (await introduce([row]))[0]) ?? null;
  }

  return {
    findByTelegramId: (telegramId) => find('telegram-id', telegramId),
    findById: (id) => find('id', id),
    findByEmployeeId: (employeeId) => find('employee-tag', keys.employeeTag(employeeId)),
    async findByGatewaySession(gatewaySessionId) {
      const session = await prisma.userSession.findUnique({ where: { gatewaySessionId }, select: { personId: true } });
      return session && find('id', session.personId);
    },
    async listStaff(teams) {
      const rows = await prisma.userTelegram.findMany({
        where: { roles: { role: { not: 'employee' }, teams: { hasSome: [...teams] } } },
        include: acquaintance,
        orderBy: { id: 'asc' },
        take: staffMax,
      });
      return introduce(rows);
    },
    async listLiveIdleSince(at, startedBefore, max) {
      const rows = await prisma.userSession.findMany({
        where: {
          state: 'live',
          OR: [{ lastActivityAt: { lte: new Date(at) } }, { startedAt: { lte: new Date(startedBefore) } }],
        },
        select: { personId: true },
        orderBy: { lastActivityAt: 'asc' },
        take: max,
      });
      return rows.map(({ personId }) => personId);
    },
  };
}

function toAcquaintance(row: AcquaintanceRow, ring: KeyRing, limits: SessionLimits): Acquaintance {
  const [session] = row.sessions;
  return {
    person: toPerson(row, ring),
    session: session ? toSession(session, ring, limits) : null,
    duty: row.duty ? toDuty(row.duty) : null,
    composition: row.composition ? toComposition(row.composition) : null,
  };
}

function toPerson(row: AcquaintanceRow, ring: KeyRing): Person {
  if (!row.roles) throw new Error('A person has no row of rights.');
  const sealed = openFieldJson<SealedProfile>(ring, 'users_telegram.profile', row.id, row.profile);
  return {
    id: row.id,
    telegramId: Number(row.telegramId),
    chatId: Number(row.chatId),
    language: asWritten(row.language),
    profile: {
      ...sealed,
      role: asWritten<Role>(row.roles.role),
      teams: row.roles.teams,
      permissions: row.roles.permissions,
    },
    profileCheckedAt: instant(row.roles.fetchedAt),
    sealedPhone: row.sealedPhone,
    blockedAt: instantOrNull(row.blockedAt),
    detachedAt: instantOrNull(row.detachedAt),
    createdAt: instant(row.createdAt),
    lastLoginAt: instant(row.lastLoginAt),
    version: row.version,
  };
}

function toSession(row: AcquaintanceRow['sessions'][number], ring: KeyRing, limits: SessionLimits): DeskSession {
  const facts = {
    id: row.id,
    personId: row.personId,
    startedAt: instant(row.startedAt),
    lastActivityAt: instant(row.lastActivityAt),
    gatewaySessionId: row.gatewaySessionId,
    token: openFieldText(ring, 'user_sessions.token', row.id, row.token),
    tokenExpiresAt: instant(row.tokenExpiresAt),
    version: row.version,
  };
  if (row.endedAt === null) return { ...facts, state: 'live', endReason: null, endsAt: dueEnd(facts, limits) };
  const endReason = asWritten<SessionEndReason>(row.endReason);
  return { ...facts, state: 'ended', endReason, endsAt: instant(row.endedAt) };
}

function toComposition(row: NonNullable<AcquaintanceRow['composition']>): Composition {
  const { personId, ticketId, number, purpose, startedAt, spokenAt, messages } = row;
  return {
    ...{ personId, ticketId, number },
    purpose: asWritten(purpose),
    startedAt: instant(startedAt),
    spokenAt: instantOrNull(spokenAt),
    messages,
  };
}

function toDuty(row: NonNullable<AcquaintanceRow['duty']>): StoredDuty {
  return asWritten({
    personId: row.personId,
    state: row.state,
    since: instant(row.since),
    shiftStartedAt: instantOrNull(row.shiftStartedAt),
    version: row.version,
  });
}
