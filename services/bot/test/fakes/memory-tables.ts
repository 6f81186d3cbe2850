import { type AuditEntry, type Decision, isInForce, type ShiftSpan, type TicketFact } from '@desk/domain';
import type { Composition } from '../../src/ports/compositions.ts';
import type {
  ConsultationRecord,
  OfferRecord,
  StoredChatMessage,
  StoredConsultation,
} from '../../src/ports/consultations.ts';
import type { StoredDraft } from '../../src/ports/drafts.ts';
import type { StoredOutgoing } from '../../src/ports/outgoing-comments.ts';
import type { DeskSession, Person, StoredDuty } from '../../src/ports/people.ts';
import type { SignInWait } from '../../src/ports/sign-in-waits.ts';
import type { StoredAssignment } from '../../src/ports/team-board.ts';
import type { StoredComment } from '../../src/ports/ticket-comments.ts';
import type { StoredTicket } from '../../src/ports/tickets.ts';
import type { UnaddressedWords } from '../../src/ports/unaddressed-words.ts';

/** The rows of the desk, as the bot's Postgres would hold them. */
export interface Tables {
  readonly people: Map<string, Person>;
  readonly sessions: Map<string, DeskSession>;
  /** Whoever is still to be confirmed, by Telegram account. */
  readonly waits: Map<number, SignInWait>;
  readonly duties: Map<string, StoredDuty>;
  /** Stretches on shift by person, the present one open. */
  readonly shifts: Map<string, ShiftSpan[]>;
  readonly drafts: Map<string, StoredDraft>;
  readonly compositions: Map<string, Composition>;
  readonly outgoing: Map<string, StoredOutgoing>;
  /** By `<chat>.<message>`. */
  readonly ticketMessages: Map<string, { readonly ticketId: string; readonly message: string | null }>;
  readonly tickets: Map<string, StoredTicket>;
  /** By ticket. */
  readonly comments: Map<string, readonly StoredComment[]>;
  /** When tickets were looked at. */
  readonly looks: Map<string, number>;
  /** Employee ids of those that tickets wait for. */
  readonly requesters: Map<string, string>;
  /** Solved tickets that the tracker would not have closed. */
  readonly silenceGivenUp: Set<string>;
  readonly facts: Map<string, TicketFact>;
  /** Every assignment there ever was of a ticket, in order; only the last may be in force. */
  readonly assignments: Map<string, StoredAssignment[]>;
  readonly decisions: Map<string, { readonly ticketId: string; readonly decision: Decision }>;
  /** Open tickets in the tracker, by team and employee. */
  readonly workloads: Map<string, ReadonlyMap<string, number>>;
  readonly cursors: Map<string, string>;
  readonly consultations: Map<string, ConsultationRow>;
  readonly ratingComments: Map<string, string>;
  /** By consultation, person and when they were made. */
  readonly offers: Map<string, OfferRecord>;
  readonly consultationRecords: Map<string, ConsultationRecord>;
  /** Messages as they were first said, and corrections: entries of their own. */
  readonly said: Map<string, SaidRow>;
  readonly batches: Map<string, BatchRow>;
  /** Words whose dialogue is asked for, by person. */
  readonly unaddressed: Map<string, readonly UnaddressedWords[]>;
  /** When somebody last had everything that is held of them. */
  readonly exports: Map<string, number>;
  readonly audit: AuditEntry[];
}

export interface ConsultationRow extends StoredConsultation {
  readonly dueAt: number | null;
}

export interface SaidRow extends StoredChatMessage {
  /** The message it corrects; null for one that was said. */
  readonly correctionOf: string | null;
}

export interface BatchRow {
  readonly consultationId: string;
  readonly mirrored: boolean;
}

export function emptyTables(): Tables {
  return {
    people: new Map(),
    sessions: new Map(),
    waits: new Map(),
    duties: new Map(),
    shifts: new Map(),
    drafts: new Map(),
    compositions: new Map(),
    outgoing: new Map(),
    ticketMessages: new Map(),
    tickets: new Map(),
    comments: new Map(),
    looks: new Map(),
    requesters: new Map(),
    silenceGivenUp: new Set(),
    facts: new Map(),
    assignments: new Map(),
    decisions: new Map(),
    workloads: new Map(),
    cursors: new Map(),
    consultations: new Map(),
    ratingComments: new Map(),
    offers: new Map(),
    consultationRecords: new Map(),
    said: new Map(),
    batches: new Map(),
    unaddressed: new Map(),
    exports: new Map(),
    audit: [],
  };
}

export function findInForce(tables: Tables, ticketId: string): StoredAssignment | null {
  return tables.assignments.get(ticketId)?.findLast(({ assignment }) => isInForce(assignment)) ?? null;
}

/** A plan is tried on a copy before it is stored. */
export function copyTables(tables: Tables): Tables {
  return {
    people: new Map(tables.people),
    sessions: new Map(tables.sessions),
    waits: new Map(tables.waits),
    duties: new Map(tables.duties),
    shifts: new Map(tables.shifts),
    drafts: new Map(tables.drafts),
    compositions: new Map(tables.compositions),
    outgoing: new Map(tables.outgoing),
    ticketMessages: new Map(tables.ticketMessages),
    tickets: new Map(tables.tickets),
    comments: new Map(tables.comments),
    looks: new Map(tables.looks),
    requesters: new Map(tables.requesters),
    silenceGivenUp: new Set(tables.silenceGivenUp),
    facts: new Map(tables.facts),
    assignments: new Map(tables.assignments),
    decisions: new Map(tables.decisions),
    workloads: new Map(tables.workloads),
    cursors: new Map(tables.cursors),
    consultations: new Map(tables.consultations),
    ratingComments: new Map(tables.ratingComments),
    offers: new Map(tables.offers),
    consultationRecords: new Map(tables.consultationRecords),
    said: new Map(tables.said),
    batches: new Map(tables.batches),
    unaddressed: new Map(tables.unaddressed),
    exports: new Map(tables.exports),
    audit: tables.audit,
  };
}
