import type { KeyRing } from '@desk/crypto';
import type { PersonRecord } from '../../../ports/person-records.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { SealedDraft } from '../ledger/save-draft.ts';
import type { SealedProfile } from '../ledger/save-person.ts';
import { openFieldJson, openFieldText } from '../seal-fields.ts';
import { type PersonReader, rowsMax } from './person-reader.ts';
import { readConversations } from './read-conversations.ts';

/** Everything that is held of somebody whose key is there, opened. Null where they are gone meanwhile. */
export async function readPerson(
  { prisma, keys, messagesMax }: PersonReader,
  personId: string,
  ring: KeyRing,
): Promise<PersonRecord | null> {
  const person = await prisma.userTelegram.findUnique({
    where: { id: personId },
    include: { roles: true, duty: true, workload: true, composition: true, unaddressed: true },
  });
  if (person === null) return null;
  const profile = openFieldJson<SealedProfile>(ring, 'users_telegram.profile', personId, person.profile);
  const [lists, { consultations, isCut }] = await Promise.all([
    readLists(prisma, personId, ring),
    readConversations({ prisma, keys, messagesMax }, personId),
  ]);
  const all = { ...lists, consultations };
  return {
    person: {
      id: personId,
      ...profile,
      ...{ role: person.role, teams: person.roles?.teams ?? [], permissions: person.roles?.permissions ?? [] },
      ...{ language: person.language, telegramId: Number(person.telegramId), chatId: Number(person.chatId) },
      ...{ createdAt: person.createdAt, lastLoginAt: person.lastLoginAt, blockedAt: person.blockedAt },
      phone: 'sealed by the gateway: the bot cannot read it',
    },
    duty: person.duty && { state: person.duty.state, since: person.duty.since },
    workload: person.workload.map(({ active, at }) => ({ active, at })),
    writingTo: person.composition && { number: person.composition.number, since: person.composition.startedAt },
    unaddressedWords:
      person.unaddressed && openFieldJson<unknown>(ring, 'unaddressed_words.words', personId, person.unaddressed.words),
    ...all,
    cut: isCut || Object.values(all).some((rows) => rows.length >= rowsMax),
  };
}

async function readLists(prisma: PrismaClient, personId: string, ring: KeyRing) {
  const take = rowsMax;
  const [sessions, drafts, tickets, assigned, comments, shifts, offers] = await Promise.all([
    prisma.userSession.findMany({ where: { personId }, orderBy: { startedAt: 'desc' }, take }),
    prisma.draft.findMany({ where: { ownerId: personId }, orderBy: { createdAt: 'desc' }, take }),
    prisma.ticketCache.findMany({ where: { requesterId: personId }, orderBy: { createdAt: 'desc' }, take }),
    prisma.assignment.findMany({
      where: { personId },
      orderBy: { assignedAt: 'desc' },
      take,
      select: { state: true, assignedAt: true, ticket: { select: { number: true } } },
    }),
    prisma.outgoingComment.findMany({ where: { authorId: personId }, orderBy: { createdAt: 'desc' }, take }),
    prisma.dutyLog.findMany({ where: { personId }, orderBy: { fromAt: 'desc' }, take }),
    prisma.offer.findMany({ where: { personId }, orderBy: { madeAt: 'desc' }, take }),
  ]);
  return {
    sessions: sessions.map(({ startedAt, lastActivityAt, state, endReason, endedAt }) => ({
      ...{ startedAt, lastActivityAt, state, endReason, endedAt },
    })),
    drafts: drafts.map(({ id, content }) => {
      const { draft, state } = openFieldJson<SealedDraft>(ring, 'drafts.content', id, content);
      return { state: state.kind, draft };
    }),
    tickets: tickets.map(({ id, number, requestType, team, status, priority, summary, createdAt, changedAt }) => ({
      ...{ id, number, requestType, team, status, priority, createdAt, changedAt },
      summary: summary && openFieldText(ring, 'tickets_cache.summary', id, summary),
    })),
    assignments: assigned.map(({ state, assignedAt, ticket }) => ({ number: ticket.number, state, assignedAt })),
    comments: comments.map(({ id, visibility, state, content, createdAt }) => ({
      ...{ id, visibility, state, createdAt },
      // The tracker has the words of those that were sent.
      content: content && openFieldJson<unknown>(ring, 'outgoing_comments.content', id, content),
    })),
    shifts: shifts.map(({ fromAt, toAt }) => ({ fromAt, toAt })),
    offers: offers.map(({ consultationId, madeAt, outcome, overAt }) => ({ consultationId, madeAt, outcome, overAt })),
  };
}
