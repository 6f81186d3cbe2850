import type { AuditLog } from '../../ports/audit-log.ts';
import type { Phones } from '../../ports/credentials.ts';
import type { ErasedRows, PersonRecord, PersonRecords } from '../../ports/person-records.ts';
import type { Clock } from '../../ports/system.ts';

/** Whom an operator means. */
export type PersonNamed =
  | { readonly kind: 'employee'; readonly id: string }
  | { readonly kind: 'telegram'; readonly id: number };

export interface TendPersonPorts {
  readonly records: PersonRecords;
  readonly phones: Pick<Phones, 'open'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface FoundPerson {
  readonly kind: 'found';
  readonly employeeId: string;
  readonly record: PersonRecord;
  /** E.164; null where none is kept, or its key is gone. */
  readonly phone: string | null;
  /** Tickets that are on their way to the tracker. */
  readonly unfiled: number;
}

type Unknown = { readonly kind: 'unknown' };

/** What an operator does about a person who asks for it: both are in the log under the operator's name. */
export function tendPerson({ records, phones, audit, clock }: TendPersonPorts) {
  async function find(named: PersonNamed): Promise<FoundPerson | Unknown> {
    const employeeId = named.kind === 'employee' ? named.id : await records.findByTelegramId(named.id);
    if (employeeId === null) return { kind: 'unknown' };
    const record = await records.read(employeeId, 'file');
    if (isEmpty(record)) return { kind: 'unknown' };
    const phone = record.sealedPhone === null ? null : phones.open(record.sealedPhone, employeeId);
    return { kind: 'found', employeeId, record, phone, unfiled: await records.countUnfiled(employeeId, clock.now()) };
  }

  return {
    find,
    async export(named: PersonNamed, operator: string): Promise<FoundPerson | Unknown> {
      const found = await find(named);
      if (found.kind === 'unknown') return found;
      await audit.append([
        {
          act: 'data-exported',
          actor: { kind: 'operator', name: operator },
          on: { kind: 'person', id: found.employeeId },
          outcome: 'done',
          reason: 'operator',
          at: clock.now(),
        },
      ]);
      return found;
    },
    erase: (employeeId: string, operator: string): Promise<ErasedRows> =>
      records.erase({ employeeId, by: { kind: 'operator', name: operator }, at: clock.now() }),
  };
}

function isEmpty(record: PersonRecord): boolean {
  const { telegram, sessions, refusedSignIns, tickets, comments, consultations, participations, assignments } = record;
  const rows = [sessions, refusedSignIns, tickets, comments, consultations, participations, assignments];
  return telegram === null && record.subjects.length === 0 && rows.every(({ length }) => length === 0);
}
