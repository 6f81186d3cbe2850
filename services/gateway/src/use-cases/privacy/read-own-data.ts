import type { OwnData } from '@desk/contract';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { TrailEntry } from '../../ports/audit-trail.ts';
import type { Phones } from '../../ports/credentials.ts';
import type { PersonRecord, PersonRecords } from '../../ports/person-records.ts';
import type { Clock } from '../../ports/system.ts';
import type { PersonCaller } from '../caller.ts';

export interface ReadOwnDataPorts {
  readonly records: PersonRecords;
  readonly phones: Pick<Phones, 'open'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** Everything that is held of whoever asks; nobody else can be asked about. */
export function readOwnData({ records, phones, audit, clock }: ReadOwnDataPorts) {
  return async ({ profile, trackerAccount }: Pick<PersonCaller, 'profile' | 'trackerAccount'>): Promise<OwnData> => {
    const { employeeId, displayName, position, department, role, teams } = profile;
    const person = { kind: 'person', id: employeeId } as const;
    await audit.append([
      { act: 'data-exported', actor: person, on: person, outcome: 'done', reason: 'self', at: clock.now() },
    ]);
    const record = await records.read(employeeId, 'answer');
    return {
      person: {
        ...{ employeeId, displayName, position, department, role, teams: [...teams] },
        phone: maskedPhone(record, employeeId, phones),
        trackerAccount,
      },
      ...rowsOf(record),
      audit: record.audit.map((entry) => presentEntry(entry, record.subjects)),
    };
  };
}

/** Field by field: what a record will hold besides one day does not leave by itself. */
function rowsOf(record: PersonRecord): Omit<OwnData, 'person' | 'audit'> {
  const { telegram, sessions, refusedSignIns, tickets, comments, consultations, participations, assignments, cut } =
    record;
  return { telegram, sessions, refusedSignIns, tickets, comments, consultations, participations, assignments, cut };
}

const shownDigits = 2;
const shownPrefix = 4;

/** Enough to recognise one's own number by, and of no use to whoever does not know it. */
function maskedPhone({ sealedPhone }: PersonRecord, employeeId: string, { open }: Pick<Phones, 'open'>) {
  const phone = sealedPhone === null ? null : open(sealedPhone, employeeId);
  if (phone === null) return null;
  const hidden = Math.max(0, phone.length - shownPrefix - shownDigits);
  return `${phone.slice(0, shownPrefix)}${'•'.repeat(hidden)}${phone.slice(-shownDigits)}`;
}

const anId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
/** Whose id is that of something else. */
const ofThing = /^sign-in-/;

function namesPerson(reason: string): boolean {
  return anId.test(reason) && !ofThing.test(reason);
}

/** Whoever else stands in an entry is left out of it. */
function presentEntry(
  { at, log, act, actor, on, outcome, reason }: TrailEntry,
  subjects: readonly string[],
): OwnData['audit'][number] {
  const isOwn = (text: string | null) => text !== null && subjects.some((id) => text.includes(id));
  return {
    ...{ at, log, act, outcome },
    by: byOf(actor, isOwn(actor)),
    on: on?.startsWith('person:') ? (isOwn(on) ? 'you' : 'another-person') : on,
    reason: reason !== null && namesPerson(reason) ? (isOwn(reason) ? 'you' : 'another-person') : reason,
  };
}

function byOf(actor: string, isOwn: boolean): OwnData['audit'][number]['by'] {
  if (actor.startsWith('person:')) return isOwn ? 'you' : 'another-person';
  return actor.startsWith('operator:') ? 'operator' : 'service';
}
