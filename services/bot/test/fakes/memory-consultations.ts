import { type Consultation, isInLine } from '@desk/domain';
import type {
  ChatMessages,
  ConsultationRecord,
  ConsultationRecords,
  Consultations,
  EndedDialogue,
  StoredChatMessage,
  StoredConsultation,
  StoredDialogue,
} from '../../src/ports/consultations.ts';
import type { UnaddressedStore } from '../../src/ports/unaddressed-words.ts';
import { isOver, offeredTo, talkerOf } from './apply-consultation-change.ts';
import type { ConsultationRow, SaidRow, Tables } from './memory-tables.ts';

const grantMsMax = 72 * 3_600_000;

export function memoryConsultations(tables: Tables): Consultations {
  const all = () => [...tables.consultations.values()];
  const open = (is: (consultation: Consultation) => boolean) =>
    all().filter(({ consultation }) => !isOver(consultation) && is(consultation));
  const talksOf = (personId: string) =>
    open((consultation) => {
      const talker = talkerOf(consultation);
      return talker !== null && [consultation.employeeId, talker].includes(personId);
    });
  const dialoguesOf = (personId: string) =>
    talksOf(personId)
      .toSorted((one, another) => lastSpokeAt(another) - lastSpokeAt(one))
      .map((row) => {
        const { employeeId } = row.consultation;
        const other = employeeId === personId ? talkerOf(row.consultation) : employeeId;
        const isOnlyOfOther = other === null || talksOf(other).length === 1;
        return { ...toStored(row), chats: chatsOf(tables, row), isOnlyOfOther };
      });
  return {
    findById: async (id) => shown(tables.consultations.get(id)),
    findLatestOfTicket: async (ticketId) => {
      const ofTicket = all().filter(({ consultation }) => consultation.ticketId === ticketId);
      return shown(ofTicket.toSorted(latestRequestFirst)[0]);
    },
    listConcerning: async ({ kind, id }, max) => {
      const concerned = open((consultation) => {
        switch (kind) {
          case 'person':
            return [consultation.employeeId, talkerOf(consultation), offeredTo(consultation)].includes(id);
          case 'ticket':
            return consultation.ticketId === id;
          case 'team':
            return consultation.team === id && (isInLine(consultation) || consultation.state === 'callback');
        }
      });
      return oldestFirst(concerned, max);
    },
    listDialoguesOf: async (personId) => dialoguesOf(personId),
    findTalk: async (telegramId, endedSince) => {
      const person = [...tables.people.values()].find((each) => each.telegramId === telegramId && !each.detachedAt);
      if (person === undefined) return { dialogues: [], justEnded: null };
      const ended = all().flatMap(({ consultation }) => endedOf(consultation, person.id));
      const [justEnded] = ended.toSorted((one, another) => another.endedAt - one.endedAt);
      const isRecent = justEnded !== undefined && justEnded.endedAt >= endedSince;
      return { dialogues: dialoguesOf(person.id), justEnded: isRecent ? justEnded : null };
    },
    listInLine: async (team, max) =>
      oldestFirst(
        open((consultation) => isInLine(consultation) && (team === null || consultation.team === team)),
        max,
      ),
    listLive: async (teams, max) =>
      oldestFirst(
        open((consultation) => talkerOf(consultation) !== null && teams.includes(consultation.team)),
        max,
      ),
    listDue: async (now, max) =>
      all()
        .flatMap(({ consultation: { id }, dueAt }) => (dueAt !== null && dueAt <= now ? [{ id, dueAt }] : []))
        .toSorted((one, another) => one.dueAt - another.dueAt)
        .slice(0, max)
        .map(({ id }) => id),
    listOpen: async (max) =>
      oldestFirst(
        open(({ state }) => state !== 'callback'),
        max,
      ),
    countMisses: async (personId) => countMisses(tables, personId),
  };
}

function countMisses({ offers, duties }: Tables, personId: string): number {
  const since = duties.get(personId)?.since ?? 0;
  const ends = [...offers.values()]
    .flatMap(({ personId: asked, over }) => (asked === personId && over && over.at > since ? [over] : []))
    .filter(({ end }) => end !== 'withdrawn')
    .toSorted((one, another) => another.at - one.at);
  const answered = ends.findIndex(({ end }) => end !== 'missed');
  return answered < 0 ? ends.length : answered;
}

export function memoryConsultationRecords({ consultationRecords }: Tables): ConsultationRecords {
  const all = () => [...consultationRecords.values()];
  const isOf = (of: Parameters<ConsultationRecords['listRecords']>[0], record: ConsultationRecord) =>
    'teams' in of ? of.teams.includes(record.team) : record.specialistId === of.specialistId;
  return {
    listFacts: async (team, since) =>
      all()
        .filter((record) => record.team === team && record.requestedAt >= since)
        .map(({ priority, requestedAt: queuedAt, offeredAt, acceptedAt, endedAt, leftAt }) => {
          return { priority, queuedAt, offeredAt, acceptedAt, endedAt, leftAt };
        }),
    listOutcomes: async (team, priority, max) =>
      all()
        .filter((record) => record.team === team && record.priority === priority)
        .toSorted((one, another) => (one.acceptedAt ?? 0) - (another.acceptedAt ?? 0))
        .flatMap(({ forecast, requestedAt, acceptedAt }) =>
          forecast && acceptedAt !== null ? [{ ...forecast, waitedMinutes: (acceptedAt - requestedAt) / 60_000 }] : [],
        )
        .slice(-max),
    listRecords: async (of, from, to) =>
      all()
        .filter((record) => isOf(of, record) && record.requestedAt >= from && record.requestedAt < to)
        .toSorted((one, another) => another.requestedAt - one.requestedAt),
  };
}

export function memoryChatMessages(tables: Tables): ChatMessages {
  const rows = (consultationId: string) =>
    [...tables.said.values()].filter((row) => row.consultationId === consultationId).toSorted(inOrder);
  const said = () => [...tables.said.values()].filter(({ correctionOf }) => correctionOf === null);
  const read = (row: SaidRow | undefined) => (row ? asCorrected(tables, row) : null);
  return {
    findById: async (id) => read(said().find((row) => row.id === id)),
    findAt: async ({ chatId, messageId }) =>
      read(
        said().find(({ from, to }) =>
          [from, to].some((place) => messageId !== 0 && place?.chatId === chatId && place.messageId === messageId),
        ),
      ),
    listAlbum: async (consultationId, albumId) =>
      said()
        .filter((row) => row.consultationId === consultationId && row.albumId === albumId)
        .toSorted((one, another) => one.from.messageId - another.from.messageId)
        .map((row) => asCorrected(tables, row)),
    findLastIn: async (consultationId, chatId) => {
      const brought = said().filter((row) => row.consultationId === consultationId && row.to?.chatId === chatId);
      return read(brought.toSorted(inOrder).at(-1));
    },
    findBatch: async (consultationId) => {
      const underWay = [...tables.batches].find(
        ([, batch]) => batch.consultationId === consultationId && !batch.mirrored,
      );
      if (!underWay) return null;
      const [id] = underWay;
      const messages = rows(consultationId).filter(({ batchId }) => batchId === id);
      return { id, consultationId, messages: messages.map(toMessage) };
    },
    listUnsynced: async (consultationId, max) =>
      rows(consultationId)
        .filter(({ synced, batchId }) => !synced && batchId === null)
        .slice(0, max)
        .map(toMessage),
    isMirrored: async (consultationId) => rows(consultationId).at(-1)?.synced ?? true,
    listUnmirrored: async (before, max) => {
      const late = [...tables.said.values()].filter(({ synced, sentAt }) => !synced && sentAt < before);
      return [...new Set(late.map(({ consultationId }) => consultationId))].slice(0, max).flatMap((consultationId) => {
        const stored = tables.consultations.get(consultationId);
        if (!stored) return [];
        const until = stored.grant?.expiresAt ?? stored.consultation.requestedAt + grantMsMax;
        if (until <= before) return [];
        return [{ consultationId, ticketId: stored.consultation.ticketId }];
      });
    },
    listOwnMarkers: async (markers) =>
      new Set(markers.filter((marker) => tables.batches.has(marker) || tables.consultations.has(marker))),
    findRatingComment: async (consultationId) => tables.ratingComments.get(consultationId) ?? null,
  };
}

export function memoryUnaddressed({ unaddressed }: Tables): UnaddressedStore {
  return { find: async (personId) => unaddressed.get(personId) ?? [] };
}

function chatsOf({ people }: Tables, { consultation }: ConsultationRow): StoredDialogue['chats'] {
  const chatOf = (personId: string | null) => {
    const person = personId === null ? undefined : people.get(personId);
    return person === undefined || person.detachedAt !== null ? null : person.chatId;
  };
  return { employee: chatOf(consultation.employeeId), specialist: chatOf(talkerOf(consultation)) };
}

function shown(row: ConsultationRow | undefined): StoredConsultation | null {
  return row ? toStored(row) : null;
}

export function toStored({ consultation, grant, shown, version }: ConsultationRow): StoredConsultation {
  return { consultation, grant, shown, version };
}

function oldestFirst(rows: readonly ConsultationRow[], max: number): readonly StoredConsultation[] {
  return rows
    .toSorted(({ consultation: one }, { consultation: another }) => one.queuedAt - another.queuedAt)
    .slice(0, max)
    .map(toStored);
}

function latestRequestFirst({ consultation: one }: ConsultationRow, { consultation: another }: ConsultationRow) {
  return another.requestedAt - one.requestedAt;
}

function lastSpokeAt({ consultation }: ConsultationRow): number {
  return 'dialogue' in consultation ? consultation.dialogue.lastSpoke.at : 0;
}

function endedOf(consultation: Consultation, personId: string): EndedDialogue[] {
  const { id, ticketId, state } = consultation;
  if (state !== 'ended' && state !== 'rated') return [];
  const talked = [consultation.employeeId, consultation.dialogue.specialistId].includes(personId);
  return talked ? [{ id, ticketId, endedAt: consultation.endedAt }] : [];
}

function inOrder(one: SaidRow, another: SaidRow): number {
  return one.seq - another.seq;
}

function asCorrected({ said }: Tables, row: SaidRow): StoredChatMessage {
  const corrections = [...said.values()].filter(({ correctionOf }) => correctionOf === row.id);
  const latest = corrections.toSorted(inOrder).at(-1);
  return toMessage(latest ? { ...row, content: latest.content, editedAt: latest.editedAt } : row);
}

function toMessage({ correctionOf: _, ...message }: SaidRow): StoredChatMessage {
  return message;
}
