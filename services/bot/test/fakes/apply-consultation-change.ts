import type { Consultation } from '@desk/domain';
import type { ConsultationRecord } from '../../src/ports/consultations.ts';
import type { Change } from '../../src/ports/plan.ts';
import type { SaidRow, Tables } from './memory-tables.ts';

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>;

type GuardedChange = ChangeOf<
  'save-consultation' | 'hold-slot' | 'say' | 'correct-said' | 'fix-batch' | 'save-rating-comment'
>;

export type ConsultationChange =
  | GuardedChange
  | ChangeOf<
      | 'note-offer'
      | 'note-grant'
      | 'note-shown-wait'
      | 'record-consultation'
      | 'note-relayed'
      | 'note-mirrored'
      | 'keep-unaddressed'
      | 'drop-unaddressed'
    >;

export function isOver(consultation: Consultation): boolean {
  return 'endedAt' in consultation;
}

/** Who talks to the employee now; null while nobody does. */
export function talkerOf(consultation: Consultation): string | null {
  const { state } = consultation;
  return state === 'active' || state === 'transferring' ? consultation.dialogue.specialistId : null;
}

/** Who holds an open offer of it; null while nobody does. */
export function offeredTo(consultation: Consultation): string | null {
  const { state } = consultation;
  return state === 'offered' || state === 'transferring' ? consultation.offer.personId : null;
}

/** Whether a change of consultations may be applied. */
export function fitsConsultations(tables: Tables, change: GuardedChange): boolean {
  switch (change.kind) {
    case 'save-consultation': {
      const { consultation, expected } = change;
      const { id, ticketId } = consultation;
      const isSecond = [...tables.consultations.values()].some(({ consultation: other }) => {
        return other.id !== id && other.ticketId === ticketId && !isOver(other);
      });
      const version = tables.consultations.get(id)?.version ?? 0;
      return version === expected && (isOver(consultation) || !isSecond);
    }
    case 'hold-slot': {
      const { personId, consultationId, slotsMax } = change;
      const held = [...tables.consultations.values()].filter(({ consultation }) => {
        const isTheirs = talkerOf(consultation) === personId || offeredTo(consultation) === personId;
        return isTheirs && consultation.id !== consultationId;
      });
      return held.length < slotsMax;
    }
    case 'say': {
      const { consultationId, senderId, side } = change.message;
      const consultation = tables.consultations.get(consultationId)?.consultation;
      if (!consultation || talkerOf(consultation) === null) return false;
      const { employeeId } = consultation;
      const [sender, reader] =
        side === 'employee' ? [employeeId, talkerOf(consultation)] : [talkerOf(consultation), employeeId];
      return sender === senderId && reader === change.readerId;
    }
    case 'correct-said':
      return tables.said.has(change.messageId);
    case 'fix-batch': {
      const { consultationId, messageIds } = change;
      const isUnderWay = [...tables.batches.values()].some((batch) => {
        return batch.consultationId === consultationId && !batch.mirrored;
      });
      return !isUnderWay && messageIds.every((id) => tables.said.get(id)?.batchId === null);
    }
    case 'save-rating-comment':
      return tables.consultations.has(change.consultationId);
  }
}

export function applyConsultationChange(tables: Tables, change: ConsultationChange): void {
  switch (change.kind) {
    case 'save-consultation': {
      const { consultation, dueAt, expected } = change;
      const before = tables.consultations.get(consultation.id) ?? { grant: null, shown: null };
      tables.consultations.set(consultation.id, { ...before, consultation, dueAt, version: expected + 1 });
      return;
    }
    case 'hold-slot':
      return;
    case 'note-offer': {
      const { consultationId, personId, madeAt } = change.offer;
      tables.offers.set(`${consultationId}.${personId}.${madeAt}`, change.offer);
      return;
    }
    case 'note-grant':
      noteOn(tables, change.consultationId, { grant: change.grant });
      return;
    case 'note-shown-wait':
      noteOn(tables, change.consultationId, { shown: change.shown });
      return;
    case 'record-consultation':
      recordConsultation(tables, change);
      return;
    case 'say':
      say(tables, change);
      return;
    case 'note-relayed':
      noteRelayed(tables, change);
      return;
    case 'correct-said':
      correctSaid(tables, change);
      return;
    case 'fix-batch':
      tables.batches.set(change.batchId, { consultationId: change.consultationId, mirrored: false });
      for (const id of change.messageIds) noteOnSaid(tables, id, { batchId: change.batchId });
      return;
    case 'note-mirrored':
      noteMirrored(tables, change);
      return;
    case 'keep-unaddressed':
      tables.unaddressed.set(change.personId, change.words);
      return;
    case 'drop-unaddressed':
      tables.unaddressed.delete(change.personId);
      return;
    case 'save-rating-comment':
      tables.ratingComments.set(change.consultationId, change.text);
  }
}

function noteOn({ consultations }: Tables, id: string, noted: object): void {
  const stored = consultations.get(id);
  if (stored) consultations.set(id, { ...stored, ...noted });
}

function noteOnSaid({ said }: Tables, id: string, noted: Partial<SaidRow>): void {
  const row = said.get(id);
  if (row) said.set(id, { ...row, ...noted });
}

const noRecord: Omit<ConsultationRecord, 'consultationId'> = {
  ...{ ticketId: '', requestType: '', team: '', priority: 'medium', requestedAt: 0, offeredAt: null },
  ...{ acceptedAt: null, specialistId: null, endedAt: null, leftAt: null, stars: null, forecast: null },
};

/** What was never begun is not added to: the first record of a consultation says what it is about. */
function recordConsultation({ consultationRecords }: Tables, { record }: ChangeOf<'record-consultation'>): void {
  const before = consultationRecords.get(record.consultationId);
  if (!before && record.requestedAt === undefined) return;
  consultationRecords.set(record.consultationId, { ...noRecord, ...before, ...record });
}

function nextSeq({ said }: Tables, consultationId: string): number {
  return 1 + [...said.values()].filter((row) => row.consultationId === consultationId).length;
}

function say(tables: Tables, { message, dueAt }: ChangeOf<'say'>): void {
  const { consultationId, side, sentAt } = message;
  const seq = nextSeq(tables, consultationId);
  const onItsWay = { delivery: 'waiting', to: null, batchId: null, synced: false, editedAt: null } as const;
  tables.said.set(message.id, { ...message, ...onItsWay, seq, correctionOf: null });

  const stored = tables.consultations.get(consultationId);
  if (!stored) return;
  const { consultation } = stored;
  if (consultation.state !== 'active' && consultation.state !== 'transferring') return;
  const { dialogue } = consultation;
  const version = stored.version + 1;
  if (sentAt < dialogue.lastSpoke.at) {
    tables.consultations.set(consultationId, { ...stored, version });
    return;
  }
  const spoken = { ...consultation, dialogue: { ...dialogue, lastSpoke: { by: side, at: sentAt }, warnedAt: null } };
  const silence = consultation.state === 'active' ? dueAt : Math.min(dueAt, consultation.offer.expiresAt);
  tables.consultations.set(consultationId, { ...stored, consultation: spoken, dueAt: silence, version });
}

function noteRelayed(tables: Tables, { messageIds, delivery, to }: ChangeOf<'note-relayed'>): void {
  messageIds.forEach((id, index) => {
    const place = to[index];
    noteOnSaid(tables, id, { delivery, ...(place ? { to: place } : {}) });
  });
}

/** Of an entry that is no message nothing is relayed. */
function correctSaid(tables: Tables, { messageId, content, at }: ChangeOf<'correct-said'>): void {
  const row = tables.said.get(messageId);
  if (!row) return;
  const seq = nextSeq(tables, row.consultationId);
  const isNowhere = { to: null, albumId: null, delivery: 'delivered' } as const;
  const entry = { ...row, ...isNowhere, id: `${messageId}-${seq}`, content, seq, sentAt: at, editedAt: at };
  tables.said.set(entry.id, { ...entry, batchId: null, synced: false, correctionOf: messageId });
}

function noteMirrored(tables: Tables, { batchId }: ChangeOf<'note-mirrored'>): void {
  const batch = tables.batches.get(batchId);
  if (batch) tables.batches.set(batchId, { ...batch, mirrored: true });
  for (const row of [...tables.said.values()]) {
    if (row.batchId === batchId) noteOnSaid(tables, row.id, { synced: true });
  }
}
