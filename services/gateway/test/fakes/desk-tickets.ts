import type { AuditEntry } from '@desk/domain';
import type { DeskTicket, DeskTickets, FilingGrant, FilingGrants } from '../../src/ports/desk-tickets.ts';
import type { GivenAssignment, GivenAssignments } from '../../src/ports/given-assignments.ts';
import type { TrackerAccountBook } from '../../src/ports/tracker-accounts.ts';
import type { FakeAuditLog } from './audit-log.ts';

/** Filings in memory. */
export function createFakeDeskTickets(audit: FakeAuditLog): DeskTickets & { readonly all: Map<string, DeskTicket> } {
  const all = new Map<string, DeskTicket>();

  function change(reference: string, changed: Partial<DeskTicket>): void {
    const ticket = all.get(reference);
    if (!ticket) throw new Error(`There is no filing ${reference}.`);
    all.set(reference, { ...ticket, ...changed });
  }

  return {
    all,
    async begin({ reference, requester, bodyDigest, uploadIds }) {
      const known = all.get(reference);
      if (known && known.requester.employeeId !== requester.employeeId) return { kind: 'another-person' };
      if (known && known.bodyDigest !== bodyDigest && known.step.kind !== 'intended') return { kind: 'another-body' };
      if (known?.bodyDigest === bodyDigest) return { kind: 'begun', ticket: known };
      const files = uploadIds.map((uploadId) => ({ uploadId, state: 'waiting' as const }));
      const ticket = { reference, requester, bodyDigest, step: { kind: 'intended' as const }, files };
      all.set(reference, ticket);
      return { kind: 'begun', ticket };
    },
    async find(reference) {
      return all.get(reference) ?? null;
    },
    async findRequester(number) {
      const found = [...all.values()].find(({ step }) => 'number' in step && step.number === number);
      return found?.requester.employeeId ?? null;
    },
    async saveStep(reference, step) {
      change(reference, { step });
    },
    async saveFile(reference, file) {
      const files = all.get(reference)?.files ?? [];
      change(reference, { files: files.map((known) => (known.uploadId === file.uploadId ? file : known)) });
    },
    async finish(reference, { number, audit: entries }) {
      const ticket = all.get(reference);
      if (!ticket || ticket.step.kind === 'filed') return;
      const requester = { ...ticket.requester, displayName: '', department: '', trackerAccount: null };
      change(reference, { step: { kind: 'filed', number }, requester });
      await audit.append(entries);
    },
  };
}

export function createFakeGrants(audit: FakeAuditLog): FilingGrants {
  const grants = new Map<string, FilingGrant>();
  return {
    async issue(grant: FilingGrant, entry: AuditEntry) {
      const known = [...grants.values()].find(({ reference }) => reference === grant.reference);
      if (known) return known;
      grants.set(grant.id, grant);
      await audit.append([entry]);
      return grant;
    },
    async find(id) {
      return grants.get(id) ?? null;
    },
  };
}

export function createFakeGivenAssignments(audit: FakeAuditLog): GivenAssignments {
  let given: readonly (GivenAssignment & { readonly confirmed: boolean })[] = [];
  const of = (number: string, employeeId: string) => (row: GivenAssignment) =>
    row.number === number && row.employeeId === employeeId;
  return {
    async find(number, employeeId) {
      return given.find(of(number, employeeId)) ?? null;
    },
    async save(row) {
      given = [...given.filter((other) => !of(row.number, row.employeeId)(other)), { ...row, confirmed: false }];
    },
    async confirm(number, employeeId, entry) {
      const row = given.find(of(number, employeeId));
      if (!row || row.confirmed) return;
      given = [...given.filter((other) => other.number !== number), { ...row, confirmed: true }];
      await audit.append([entry]);
    },
    async remove(number, employeeId) {
      given = given.filter((row) => !of(number, employeeId)(row));
    },
    async removeAll(number) {
      given = given.filter((row) => row.number !== number);
    },
  };
}

export function createFakeAccountBook(): TrackerAccountBook {
  const found = new Map<string, { account: string | null; lookedUpAt: number }>();
  return {
    async find(employeeId) {
      return found.get(employeeId) ?? null;
    },
    async findEmployee(account) {
      return [...found].find(([, known]) => known.account === account)?.[0] ?? null;
    },
    async save(employeeId, account, lookedUpAt) {
      for (const [other, known] of found) if (account !== null && known.account === account) found.delete(other);
      found.set(employeeId, { account, lookedUpAt });
    },
  };
}
