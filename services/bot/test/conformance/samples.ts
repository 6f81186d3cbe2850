import { randomUUID } from 'node:crypto';
import {
  type Assignment,
  advanceConsultation,
  type Consultation,
  type ConsultationEvent,
  consultationDueAt,
  type Decision,
  type Draft,
  defaultConsultationLimits,
  defaultRankingLimits,
  defaultWeights,
  type LiveSession,
  startConsultation,
  type Ticket,
} from '@desk/domain';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { ChatContent, ChatMessage } from '../../src/ports/consultations.ts';
import type { GatewayTie, Person } from '../../src/ports/people.ts';
import type { Change } from '../../src/ports/plan.ts';

/** 16 November 2026, 10:00 in Kyiv: a Monday. */
export const monday10 = Date.UTC(2026, 10, 16, 8);
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export const sampleLimits = { idleLimitMs: 30 * minuteMs, absoluteLimitMs: 12 * hourMs };

let accounts = 1_000;

/** A Telegram account nobody else has in this process. */
export function anAccount(): number {
  accounts += 1;
  return accounts;
}

export type NewPerson = Omit<Person, 'version'>;

export function aPerson(
  change: Partial<NewPerson> & { readonly profileChange?: Partial<NewPerson['profile']> } = {},
): NewPerson {
  const { profileChange, ...rest } = change;
  const telegramId = change.telegramId ?? anAccount();
  return {
    id: randomUUID(),
    telegramId,
    chatId: telegramId,
    language: 'uk',
    profile: {
      employeeId: `employee-${randomUUID()}`,
      displayName: 'Олена Коваль',
      position: 'Менеджерка',
      department: 'Відділ продажу',
      role: 'employee',
      teams: [],
      permissions: ['ticket:create'],
      trackerProfileUrl: 'https://jira.example.org/people/olena',
      ...profileChange,
    },
    profileCheckedAt: monday10,
    sealedPhone: 'sealed-by-the-gateway',
    blockedAt: null,
    detachedAt: null,
    createdAt: monday10,
    lastLoginAt: monday10,
    ...rest,
  };
}

export function aSpecialist(team: string, change: Partial<NewPerson> = {}): NewPerson {
  return aPerson({ ...change, profileChange: { role: 'specialist', teams: [team] } });
}

export function aSession(personId: string, change: Partial<LiveSession & GatewayTie> = {}): LiveSession & GatewayTie {
  const startedAt = change.startedAt ?? monday10;
  return {
    id: randomUUID(),
    personId,
    startedAt,
    lastActivityAt: startedAt,
    endsAt: startedAt + sampleLimits.idleLimitMs,
    state: 'live',
    endReason: null,
    gatewaySessionId: randomUUID(),
    token: 'a-token-for-ten-minutes',
    tokenExpiresAt: startedAt + 10 * minuteMs,
    ...change,
  };
}

export function aDraft(ownerId: string, change: Partial<Draft> = {}): Draft {
  return {
    id: randomUUID(),
    ownerId,
    parts: [{ messageId: 7, albumId: null, text: 'Зник Wi-Fi на третьому поверсі', file: null }],
    requestType: 'internet',
    priority: 'medium',
    priorityReason: null,
    fields: { room: '312' },
    expecting: null,
    createdAt: monday10,
    updatedAt: monday10,
    ...change,
  };
}

export function aTicket(requesterId: string, change: Partial<Ticket> = {}): Ticket {
  return {
    id: randomUUID(),
    number: `SD-${anAccount()}`,
    requesterId,
    requestType: 'internet',
    team: 'infrastructure',
    status: 'new',
    priority: 'medium',
    summary: 'Зник Wi-Fi на третьому поверсі',
    assigneeId: null,
    assignedElsewhere: false,
    createdAt: monday10,
    changedAt: monday10,
    filing: 'filed',
    ...change,
  };
}

export function anAssignment(ticketId: string, personId: string, change: Partial<Assignment> = {}): Assignment {
  return {
    ticketId,
    personId,
    assignedAt: monday10,
    state: 'notified',
    limitMinutes: 120,
    remindAt: monday10 + 2 * hourMs,
    reassignAt: monday10 + 4 * hourMs,
    ...change,
  };
}

export function aDecision(chosen: string, change: Partial<Decision> = {}): Decision {
  return {
    at: monday10,
    weights: defaultWeights,
    limits: defaultRankingLimits,
    meanActive: 0,
    teamRate: 0,
    candidates: [],
    excluded: [],
    chosen,
    passedOver: [],
    ...change,
  };
}

/** A request about a ticket, brought on by events that are known to move it, all at its instant. */
export function aConsultation(
  { id: ticketId, requesterId, team, priority }: Ticket,
  events: readonly ConsultationEvent[] = [],
  at = monday10,
): Consultation {
  const request = { id: randomIds.next(), ticketId, employeeId: requesterId ?? '', team, priority };
  const fresh: Consultation = startConsultation(request, at);
  return events.reduce<Consultation>((before, event) => movedOn(before, event, at), fresh);
}

export function movedOn(before: Consultation, event: ConsultationEvent, now: number): Consultation {
  const outcome = advanceConsultation(before, event, { now, limits: defaultConsultationLimits });
  if (outcome.kind === 'refused') throw new Error(`${event.kind} in ${before.state}: ${outcome.reason}`);
  return outcome.consultation;
}

/** Events that bring a request into a dialogue with this person. */
export function connectedTo(personId: string): readonly ConsultationEvent[] {
  return [
    { kind: 'offer-made', personId },
    { kind: 'accepted', by: personId },
  ];
}

export function aText(text: string): ChatContent {
  return { kind: 'text', text, file: null };
}

export function aChatMessage(
  { id: consultationId, employeeId: senderId }: Consultation,
  change: Partial<ChatMessage> = {},
): ChatMessage {
  return {
    id: randomIds.next(),
    consultationId,
    senderId,
    side: 'employee',
    content: aText('Досі не працює.'),
    albumId: null,
    from: { chatId: anAccount(), messageId: 7 },
    quoteOf: null,
    sentAt: monday10 + minuteMs,
    ...change,
  };
}

function readerOf({ side }: ChatMessage, consultation: Consultation): string {
  if (!('dialogue' in consultation)) throw new Error('Nobody talks.');
  return side === 'employee' ? consultation.dialogue.specialistId : consultation.employeeId;
}

export const saved = {
  person: (person: NewPerson, expected = 0): Change => ({ kind: 'save-person', person, expected }),
  session: (session: LiveSession & GatewayTie, expected = 0): Change => ({ kind: 'save-session', session, expected }),
  draft: (draft: Draft, expected = 0): Change => ({
    kind: 'save-draft',
    draft,
    state: { kind: 'open', ticketId: null },
    expected,
  }),
  ticket: (ticket: Ticket, expected = 0): Change => ({
    kind: 'save-ticket',
    ticket,
    grant: null,
    url: null,
    trackerChangedAt: null,
    expected,
  }),
  assignment: (assignment: Assignment, expected = 0): Change => ({
    kind: 'save-assignment',
    assignment,
    decisionId: null,
    expected,
  }),
  consultation: (consultation: Consultation, expected = 0): Change => ({
    kind: 'save-consultation',
    consultation,
    dueAt: consultationDueAt(consultation, defaultConsultationLimits),
    expected,
  }),
  said: (message: ChatMessage, dialogue: Consultation): Extract<Change, { readonly kind: 'say' }> => ({
    kind: 'say',
    message,
    readerId: readerOf(message, dialogue),
    dueAt: message.sentAt + 8 * minuteMs,
  }),
  onShift: (personId: string, at: number): Change => ({
    kind: 'save-duty',
    duty: { personId, state: 'on-shift', since: at, shiftStartedAt: at },
    event: { kind: 'shift-started', works: true },
    at,
    expected: 0,
  }),
};
