import { type Profile, type Role, supervises, type TicketStatus, works } from '@desk/domain';

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
  readonly assigneeId: string | null;
  readonly assigned: boolean;
  readonly team: string;
  readonly status: TicketStatus;
}

export function mayRead(profile: Profile, ticket: TicketRights): boolean {
  if (owns(profile, ticket) || holds(profile, ticket) || supervises(profile, ticket.team)) return true;
  return !ticket.assigned && works(profile, ticket.team);
}

/** A requester closes what is resolved, or says that it is not; the assignee and the team's supervisor move freely. */
export function mayMove(profile: Profile, ticket: TicketRights, to: TicketStatus): boolean {
  if (holds(profile, ticket) || supervises(profile, ticket.team)) return true;
  return owns(profile, ticket) && ticket.status === 'resolved' && requesterMoves.has(to);
}

/** The desk itself ends what is resolved, and moves nothing else. */
export function deskMayMove({ status }: TicketRights, to: TicketStatus): boolean {
  return status === 'resolved' && to === 'closed';
}

/** A supervisor gives any ticket of the team; a specialist takes one that nobody has. */
export function mayAssign(profile: Profile, ticket: TicketRights, assigneeId: string): boolean {
  if (supervises(profile, ticket.team)) return true;
  return !ticket.assigned && assigneeId === profile.employeeId && works(profile, ticket.team);
}

const requesterMoves: ReadonlySet<TicketStatus> = new Set(['closed', 'in-progress', 'waiting-for-support']);

export function owns(profile: Profile, ticket: TicketRights): boolean {
  return ticket.requesterId === profile.employeeId;
}

function holds(profile: Profile, ticket: TicketRights): boolean {
  return ticket.assigneeId === profile.employeeId;
}
