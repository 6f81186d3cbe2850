import { awaitsAssignment, isOpen, priorities } from '@desk/domain';
import type { Cursors } from '../../src/ports/cursors.ts';
import type { Drafts } from '../../src/ports/drafts.ts';
import type { OutgoingComments, TicketMessages } from '../../src/ports/outgoing-comments.ts';
import type { Acquaintance, DueSessions, People, Person } from '../../src/ports/people.ts';
import type { SignInWaits } from '../../src/ports/sign-in-waits.ts';
import type { Assignments, Duties } from '../../src/ports/team-board.ts';
import type { TicketComments } from '../../src/ports/ticket-comments.ts';
import type {
  DueTickets,
  Facts,
  Page,
  StoredTicket,
  TakenReading,
  TicketPage,
  Tickets,
} from '../../src/ports/tickets.ts';
import type { MemoryLanes } from './memory-lanes.ts';
import { findInForce, type Tables } from './memory-tables.ts';

export function memoryPeople(tables: Tables): People {
  const known = (person: Person | undefined) => (person ? acquaintance(tables, person) : null);
  const find = (is: (person: Person) => boolean) => known([...tables.people.values()].find(is));
  return {
    findByTelegramId: async (id) => find((person) => person.telegramId === id && person.detachedAt === null),
    findById: async (id) => known(tables.people.get(id)),
    findByEmployeeId: async (id) => find((person) => person.profile.employeeId === id),
    findByGatewaySession: async (id) => {
      const session = [...tables.sessions.values()].find((other) => other.gatewaySessionId === id);
      return session ? known(tables.people.get(session.personId)) : null;
    },
    listStaff: async (teams) =>
      [...tables.people.values()]
        .filter(({ profile, detachedAt }) => {
          const isStaff = profile.role !== 'employee' && profile.teams.some((team) => teams.includes(team));
          return isStaff && detachedAt === null;
        })
        .map((person) => acquaintance(tables, person)),
  };
}

export function acquaintance(tables: Tables, person: Person): Acquaintance {
  const sessions = [...tables.sessions.values()].filter((session) => session.personId === person.id);
  const session = sessions.toSorted((one, another) => another.startedAt - one.startedAt);
  const latest = session.find(({ state }) => state === 'live') ?? session[0] ?? null;
  return {
    person,
    session: latest,
    duty: tables.duties.get(person.id) ?? null,
    composition: tables.compositions.get(person.id) ?? null,
  };
}

export function memorySignInWaits(tables: Tables): SignInWaits {
  return {
    async find(telegramId) {
      return tables.waits.get(telegramId) ?? null;
    },
    async findByConfirmation(confirmationId) {
      return [...tables.waits.values()].find((wait) => wait.confirmationId === confirmationId) ?? null;
    },
  };
}

export function memoryDueSessions(tables: Tables): DueSessions {
  return {
    listLiveIdleSince: async (at, startedBefore, max) =>
      [...tables.sessions.values()]
        .filter(({ state, lastActivityAt, startedAt }) => {
          return state === 'live' && (lastActivityAt <= at || startedAt <= startedBefore);
        })
        .toSorted((one, another) => one.lastActivityAt - another.lastActivityAt)
        .slice(0, max)
        .map(({ personId }) => personId),
  };
}

export function memoryDrafts(tables: Tables): Drafts {
  const all = () => [...tables.drafts.values()];
  return {
    findOpenOf: async (personId) =>
      all().find(({ draft, state }) => draft.ownerId === personId && state.kind === 'open') ?? null,
    findById: async (draftId) => tables.drafts.get(draftId) ?? null,
    findSending: async (ticketId) =>
      all().find(({ state }) => state.kind === 'sending' && state.ticketId === ticketId) ?? null,
  };
}

export function memoryOutgoing(tables: Tables): OutgoingComments {
  const all = () => [...tables.outgoing.values()].toSorted((one, another) => one.place - another.place);
  return {
    findById: async (id) => tables.outgoing.get(id) ?? null,
    findAlbum: async (authorId, albumId) =>
      all().findLast(({ comment }) => comment.authorId === authorId && comment.albumId === albumId) ?? null,
    findUnsentBefore: async ({ comment: { ticketId, authorId }, place: before }) =>
      all().find(({ comment, place }) => {
        const isTheirs = comment.ticketId === ticketId && comment.authorId === authorId;
        return isTheirs && place < before && (comment.state === 'collecting' || comment.state === 'sending');
      }) ?? null,
  };
}

export function memoryTicketMessages(tables: Tables): TicketMessages {
  return { find: async (chatId, messageId) => tables.ticketMessages.get(`${chatId}.${messageId}`) ?? null };
}

export function memoryTickets(tables: Tables): Tickets {
  const all = () => [...tables.tickets.values()];
  return {
    findById: async (ticketId) => tables.tickets.get(ticketId) ?? null,
    findByNumber: async (number) => all().find(({ ticket }) => ticket.number === number) ?? null,
    async listTakenReadings(numbers) {
      const asked = all().filter(({ ticket: { number } }) => number !== null && numbers.includes(number));
      return new Map(asked.map((stored) => [stored.ticket.number ?? '', takenReading(stored)]));
    },
    listRequestedBy: async (personId, page) =>
      pageOf(
        all()
          .filter(({ ticket }) => ticket.requesterId === personId && ticket.filing !== 'refused')
          .toSorted((one, another) => openFirst(one, another) || another.ticket.changedAt - one.ticket.changedAt),
        page,
      ),
    listAssignedTo: async (personId, page) =>
      pageOf(
        all()
          .filter(({ ticket }) => ticket.assigneeId === personId && isOpen(ticket.status))
          .toSorted((one, another) => urgentFirst(one, another) || one.ticket.createdAt - another.ticket.createdAt),
        page,
      ),
    listOfTeams: async (teams, which, page) =>
      pageOf(
        all()
          .filter(({ ticket }) => teams.includes(ticket.team) && ticket.filing === 'filed' && isOpen(ticket.status))
          .filter(({ ticket }) => which === 'open' || (ticket.assigneeId === null && !ticket.assignedElsewhere))
          .toSorted((one, another) => one.ticket.createdAt - another.ticket.createdAt),
        page,
      ),
    listAwaitingAssignment: async (max) =>
      all()
        .map(({ ticket }) => ticket)
        .filter((ticket) => {
          const latest = tables.assignments.get(ticket.id)?.at(-1);
          const before = latest ? { assignment: latest.assignment, byDesk: latest.decisionId !== null } : null;
          return awaitsAssignment(ticket, before);
        })
        .slice(0, max)
        .map(({ id, team, priority }) => ({ ticketId: id, team, priority })),
  };
}

export function memoryDueTickets(tables: Tables): DueTickets {
  const all = () => [...tables.tickets.values()];
  return {
    listSilentSince: async (before, max) =>
      all()
        .filter(({ ticket, closedAt }) => ticket.status === 'resolved' && closedAt !== null && closedAt < before)
        .filter(({ ticket }) => !tables.silenceGivenUp.has(ticket.id))
        .slice(0, max),
    listToLookAt: async ({ shownSince, lookedBefore }, max) =>
      all()
        .filter(({ ticket: { id, number }, trackerReadAt }) => {
          const isRested = (tables.looks.get(id) ?? 0) < lookedBefore && (trackerReadAt ?? 0) < lookedBefore;
          const comments = tables.comments.get(id) ?? [];
          const stands = comments.some(({ state, createdAt }) => state === 'shown' && createdAt >= shownSince);
          return number !== null && isRested && stands;
        })
        .toSorted(({ ticket: one }, { ticket: another }) => {
          return (tables.looks.get(one.id) ?? 0) - (tables.looks.get(another.id) ?? 0);
        })
        .slice(0, max)
        .map(({ ticket: { id, number } }) => ({ ticketId: id, number: number ?? '' })),
    listBreakingBefore: async (before, max) =>
      all()
        .filter(({ ticket, slaDueAt, slaToldFor }) => {
          return isOpen(ticket.status) && slaDueAt !== null && slaDueAt < before && slaToldFor !== slaDueAt;
        })
        .slice(0, max)
        .map(({ ticket }) => ticket.id),
  };
}

function takenReading({ ticket, trackerChangedAt: changedAt, trackerReadAt: readAt }: StoredTicket): TakenReading {
  return { ticketId: ticket.id, isFiled: ticket.filing === 'filed', changedAt, readAt };
}

function pageOf(tickets: readonly StoredTicket[], { offset, size }: Page): TicketPage {
  return { tickets: tickets.slice(offset, offset + size), total: tickets.length };
}

function openFirst(one: StoredTicket, another: StoredTicket): number {
  return Number(isOpen(another.ticket.status)) - Number(isOpen(one.ticket.status));
}

function urgentFirst(one: StoredTicket, another: StoredTicket): number {
  return priorities.indexOf(one.ticket.priority) - priorities.indexOf(another.ticket.priority);
}

export function memoryFacts(tables: Tables): Facts {
  const within = (at: number | null, from: number, to: number) => at !== null && at >= from && at < to;
  return {
    countTypesSince: async (since) => {
      const counts = new Map<string, number>();
      for (const { requestType, createdAt } of tables.facts.values()) {
        if (createdAt >= since) counts.set(requestType, (counts.get(requestType) ?? 0) + 1);
      }
      return counts;
    },
    listFacts: async (teams, from, to) =>
      [...tables.facts.values()].filter(({ team, createdAt, firstReactionAt, resolvedAt }) => {
        return teams.includes(team) && [createdAt, firstReactionAt, resolvedAt].some((at) => within(at, from, to));
      }),
  };
}

export function memoryComments({ comments }: Tables): TicketComments {
  return {
    listOf: async (ticketId) =>
      (comments.get(ticketId) ?? []).toSorted((one, another) => one.createdAt - another.createdAt),
    find: async (ticketId, commentId) => comments.get(ticketId)?.find(({ id }) => id === commentId) ?? null,
  };
}

export function memoryAssignments(tables: Tables, lanes: MemoryLanes): Assignments {
  return {
    findInForce: async (ticketId) => findInForce(tables, ticketId),
    findLatest: async (ticketId) => tables.assignments.get(ticketId)?.at(-1) ?? null,
    findDecision: async (id) => tables.decisions.get(id)?.decision ?? null,
    findLatestDecision: async (ticketId) =>
      [...tables.decisions.values()].findLast((stored) => stored.ticketId === ticketId)?.decision ?? null,
    listDueReactions: async (now, max) =>
      [...tables.assignments.values()]
        .flat()
        .filter(({ assignment: { state, remindAt, reassignAt } }) => {
          const due = state === 'notified' ? remindAt : state === 'reminded' ? reassignAt : null;
          return due !== null && due <= now;
        })
        .slice(0, max)
        .map(({ assignment }) => assignment.ticketId),
    isUntold: async (ticketId) => {
      const waiting = lanes.outbox.flatMap(({ state, effect }) => (state === 'waiting' ? [effect] : []));
      const later = lanes.delayed.map(({ effect }) => effect);
      return [...waiting, ...later].some((each) => each.kind === 'assign-in-tracker' && each.ticketId === ticketId);
    },
  };
}

export function memoryDuties(tables: Tables): Duties {
  return {
    listOnDuty: async (max) =>
      [...tables.duties.values()]
        .flatMap(({ personId, shiftStartedAt }) => (shiftStartedAt === null ? [] : [{ personId, shiftStartedAt }]))
        .slice(0, max),
  };
}

export function memoryCursors(tables: Tables): Cursors {
  return { find: async (name) => tables.cursors.get(name) ?? null };
}
