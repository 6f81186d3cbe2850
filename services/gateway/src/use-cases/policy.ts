import { isOpen, type Priority, type Profile, type Role, supervises, type TicketStatus, works } from '@desk/domain';
import type { CommentVisibility } from '../ports/desk-comments.ts';

/**
 * Who may do what. Rights follow from the role the directory gives and from what a ticket's own data say: requester,
 * assignee, team. The permissions here are what the bot builds its menus from; the gateway asks the functions below.
 */
const permissions = {
  employee: ['file-tickets', 'read-own-tickets'],
  specialist: ['take-tickets', 'change-own-duty', 'read-assigned-tickets'],
  supervisor: ['assign-tickets', 'read-queue', 'end-shifts', 'export-reports'],
} as const satisfies Record<Role, readonly string[]>;

/** Every specialist is also an employee, every supervisor also a specialist. */
export function permissionsOf(role: Role): readonly string[] {
  switch (role) {
    case 'employee':
      return permissions.employee;
    case 'specialist':
      return [...permissions.employee, ...permissions.specialist];
    case 'supervisor':
      return [...permissions.employee, ...permissions.specialist, ...permissions.supervisor];
  }
}

/** What a right may depend on. Ids are employees'; `assigned` is true as well when the holder is no employee we know. */
export interface TicketRights {
  readonly requesterId: string | null;
  readonly participantIds: readonly string[];
  /** Who was asked about it in an online consultation. */
  readonly consultedIds: readonly string[];
  readonly assigneeId: string | null;
  readonly assigned: boolean;
  readonly team: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
}

export function mayRead(profile: Profile, ticket: TicketRights): boolean {
  if (takesPart(profile, ticket) || leads(profile, ticket) || isConsulted(profile, ticket)) return true;
  return !ticket.assigned && works(profile, ticket.team);
}

/** Those it is about speak publicly; those who work on it, and their team, also among themselves. */
export function mayComment(profile: Profile, ticket: TicketRights, visibility: CommentVisibility): boolean {
  return isStaff(profile, ticket) || (visibility === 'public' && takesPart(profile, ticket));
}

/**
 * The assignee and the team's supervisor move freely, as far as the tracker goes along. A requester takes the ticket
 * back or agrees that it is solved, and says that it is not.
 */
export function mayMove(profile: Profile, ticket: TicketRights, to: TicketStatus): boolean {
  if (leads(profile, ticket)) return true;
  if (!owns(profile, ticket)) return false;
  return ticket.status === to || to === 'closed' || (!isOpen(ticket.status) && reopened.has(to));
}

/** The desk itself ends what is resolved, and moves nothing else. */
export function deskMayMove({ status }: TicketRights, to: TicketStatus): boolean {
  return to === 'closed' && (status === 'resolved' || status === 'closed');
}

/** A requester only raises what is open, and says why; the assignee and the team's supervisor set it freely. */
export function mayPrioritise(
  profile: Profile,
  ticket: TicketRights,
  { to, reasoned }: { readonly to: Priority; readonly reasoned: boolean },
): boolean {
  if (leads(profile, ticket)) return true;
  return owns(profile, ticket) && isOpen(ticket.status) && reasoned && urgency[to] >= urgency[ticket.priority];
}

/**
 * A supervisor gives any ticket of the team, whoever has it hands it to a colleague, a specialist takes a free one, and
 * whoever was consulted about it may take it over.
 */
export function mayAssign(profile: Profile, ticket: TicketRights, assigneeId: string): boolean {
  if (leads(profile, ticket)) return true;
  if (assigneeId !== profile.employeeId || !works(profile, ticket.team)) return false;
  return !ticket.assigned || (isConsulted(profile, ticket) && isOpen(ticket.status));
}

/** What somebody has by now is not free to take: who would have taken it learns who was faster. */
export function comesTooLate(profile: Profile, ticket: TicketRights, assigneeId: string): boolean {
  return ticket.assigned && mayAssign(profile, { ...ticket, assigneeId: null, assigned: false }, assigneeId);
}

export function mayTransfer(profile: Profile, ticket: TicketRights): boolean {
  return leads(profile, ticket);
}

/** Whoever asked, and whoever works on it, lets colleagues in. */
export function mayLetIn(profile: Profile, ticket: TicketRights): boolean {
  return owns(profile, ticket) || leads(profile, ticket) || works(profile, ticket.team);
}

/** Whoever asked, or was let in, talks to a specialist about what is not closed. */
export function mayConsult(profile: Profile, ticket: TicketRights): boolean {
  const concerned = owns(profile, ticket) || ticket.participantIds.includes(profile.employeeId);
  return concerned && ticket.status !== 'closed';
}

/** The ticket's team answers. */
export function mayBeConsulted(profile: Profile, ticket: TicketRights): boolean {
  return works(profile, ticket.team);
}

const reopened: ReadonlySet<TicketStatus> = new Set(['in-progress', 'waiting-for-support']);

const urgency: Readonly<Record<Priority, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

export function isRaised(from: Priority, to: Priority): boolean {
  return urgency[to] > urgency[from];
}

export function owns(profile: Profile, ticket: TicketRights): boolean {
  return ticket.requesterId === profile.employeeId;
}

/** It is theirs, they were let in, or they have it. */
export function takesPart(profile: Profile, ticket: TicketRights): boolean {
  return owns(profile, ticket) || holds(profile, ticket) || ticket.participantIds.includes(profile.employeeId);
}

/** Those who work on it or were consulted, and their team: what colleagues say and attach among themselves is for them. */
export function isStaff(profile: Profile, ticket: TicketRights): boolean {
  return holds(profile, ticket) || works(profile, ticket.team) || isConsulted(profile, ticket);
}

/** As long as answering is their work. */
function isConsulted(profile: Profile, ticket: TicketRights): boolean {
  return profile.role !== 'employee' && ticket.consultedIds.includes(profile.employeeId);
}

function holds(profile: Profile, ticket: TicketRights): boolean {
  return ticket.assigneeId === profile.employeeId;
}

/** Whoever decides about it: who has it, and who leads its team. */
function leads(profile: Profile, ticket: TicketRights): boolean {
  return holds(profile, ticket) || supervises(profile, ticket.team);
}
