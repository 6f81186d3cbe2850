import { chainHash, chainStart, createKeyRing } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { beginCheck } from '../src/adapters/chain/begin-check.ts';
import { createAuditLog } from '../src/adapters/postgres/append-audit.ts';
import { createAuditCheckpoints } from '../src/adapters/postgres/audit/audit-checkpoints.ts';
import { createAuditTrail } from '../src/adapters/postgres/audit/audit-trail.ts';
import { createAuditWatch } from '../src/adapters/postgres/audit/audit-watch.ts';
import { createAuditShortening } from '../src/adapters/postgres/audit/shorten-audit.ts';
import type { Database } from '../src/adapters/postgres/connect-database.ts';
import { createShippedAudit } from '../src/adapters/postgres/shipped-audit.ts';
import type { AuditRows } from '../src/ports/audit-trail.ts';
import { queryAudit } from '../src/use-cases/audit/query-audit.ts';
import { tendAudit } from '../src/use-cases/audit/tend-audit.ts';
import { verifyAudit } from '../src/use-cases/audit/verify-audit.ts';
import { watchAudit } from '../src/use-cases/audit/watch-audit.ts';
import { employee, everybody } from './builders/people.ts';
import { createFakeDirectory } from './fakes/directory.ts';
import { createFakePhones } from './fakes/sign-in.ts';
import { createSteeredClock } from './fakes/system.ts';
import { readAudit } from './read-audit.ts';

const limits = {
  refusalsPer10Minutes: 3,
  refusalsOfAllPer10Minutes: 100,
  wrongCodesPerHour: 3,
  forgedButtonsPerHour: 2,
  ticketsReadPerHour: 3,
  exportsPerHour: 50,
  erasuresPerHour: 50,
  oddHours: null,
  signInsPer10Minutes: 50,
  newBindingsPerHour: 50,
};

/** The use cases of the audit logs on a real database, with everything else in memory. */
export function openAuditLogs(database: Database, rows: AuditRows) {
  const clock = createSteeredClock();
  const audit = createAuditLog(database);
  const checkpoints = createAuditCheckpoints(database, createKeyRing('2026-11-22'));
  const trail = createAuditTrail(database);
  const verify = verifyAudit({ rows, checkpoints, beginCheck, trail, audit, clock });
  const directory = createFakeDirectory(everybody);
  const said = { log: 'gateway', operator: 'olena', expected: [], onProgress: () => undefined } as const;
  return {
    database,
    clock,
    watch: watchAudit({ watch: createAuditWatch(database), clock, limits }),
    tend: tendAudit({ checkpoints, shortening: createAuditShortening(database), clock, retentionDays: 100 }),
    verify: (request: Partial<Parameters<typeof verify>[0]> = {}) => verify({ ...said, ...request }),
    query: queryAudit({ trail, directory, phones: createFakePhones(), audit, clock }),
    ship: createShippedAudit(database),
    async write(...entries: readonly Partial<AuditEntry>[]) {
      await audit.append(entries.map((entry) => ({ ...anEntry(clock.now()), ...entry })));
      return readAudit(database);
    },
  };
}

export function anEntry(at: number): AuditEntry {
  const actor = { kind: 'person', id: employee.employeeId } as const;
  return { act: 'ticket-read', actor, on: { kind: 'ticket', id: 'SD-1' }, outcome: 'done', reason: null, at };
}

/** What the bot ships: its entries, numbered and chained. */
export function shipped(entries: readonly AuditEntry[], after: Uint8Array = chainStart, from = 1) {
  let head = after;
  return entries.map((entry, index) => {
    const bytes = canonicalBytes(entry, from + index);
    head = chainHash(head, bytes);
    const hash = Buffer.from(head).toString('hex');
    return { number: from + index, bytes: Buffer.from(bytes).toString('base64'), hash };
  });
}

/** As the gateway opened it. */
export function aSession(id: string, at: number) {
  const now = new Date(at);
  return {
    ...{ id, employeeId: employee.employeeId, telegramUserId: 5n, displayName: 'E', position: 'P', department: 'D' },
    ...{ role: 'employee', teams: [], sealedPhone: '', startedAt: now, renewedAt: now, endsAt: now },
  };
}
