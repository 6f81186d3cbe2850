import {
  type Consultation,
  type Consultations,
  openPerTicketMax,
  type Spending,
  specialistsPerConsultationMax,
} from '../../src/ports/consultations.ts';
import type { FakeAuditLog } from './audit-log.ts';

/** Consultations in memory. */
export function createFakeConsultations(audit: FakeAuditLog): Consultations {
  const all = new Map<string, Consultation>();
  const spendings = new Map<string, Map<string, Spending>>();

  function get(id: string): Consultation {
    const consultation = all.get(id);
    if (!consultation) throw new Error(`There is no consultation ${id}.`);
    return consultation;
  }

  return {
    async open({ at, ...consultation }, entry) {
      const known = all.get(consultation.id);
      if (known) return { kind: 'opened', consultation: known };
      const open = [...all.values()].filter(
        ({ number, closedRevision, grant }) =>
          number === consultation.number && closedRevision === null && grant.expiresAt > at,
      );
      if (open.length >= openPerTicketMax) return { kind: 'full' };
      const opened = { ...consultation, specialistIds: [], closedRevision: null };
      all.set(opened.id, opened);
      await audit.append([entry]);
      return { kind: 'opened', consultation: opened };
    },
    async find(id) {
      return all.get(id) ?? null;
    },
    async findByGrant(grantId) {
      return [...all.values()].find(({ grant }) => grant.id === grantId) ?? null;
    },
    async join(id, { employeeId }, entry) {
      const consultation = get(id);
      const { specialistIds } = consultation;
      if (specialistIds.includes(employeeId)) return 'joined';
      if (specialistIds.length >= specialistsPerConsultationMax) return 'full';
      all.set(id, { ...consultation, specialistIds: [...specialistIds, employeeId] });
      await audit.append([entry]);
      return 'joined';
    },
    async listConsulted(number) {
      const ofTicket = [...all.values()].filter((consultation) => consultation.number === number);
      return [...new Set(ofTicket.flatMap(({ specialistIds }) => specialistIds))].toSorted();
    },
    async spend(id, spending, most) {
      get(id);
      const known = spendings.get(id) ?? new Map<string, Spending>();
      const others = [...known.values()].filter((other) => other.id !== spending.id);
      const sum = (of: 'messages' | 'bytes') => [...others, spending].reduce((total, each) => total + each[of], 0);
      if (sum('messages') > most.messages || sum('bytes') > most.bytes) return 'used-up';
      spendings.set(id, known.set(spending.id, spending));
      return 'spent';
    },
    async close(id, { revision, expiresAt }) {
      const consultation = get(id);
      const { closedRevision, grant } = consultation;
      if (closedRevision !== null && closedRevision >= revision) return;
      const endsAt = Math.min(grant.expiresAt, expiresAt);
      all.set(id, { ...consultation, closedRevision: revision, grant: { ...grant, expiresAt: endsAt } });
    },
  };
}
