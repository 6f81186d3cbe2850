import { z } from 'zod';
import { Remark } from './comments.ts';
import { commonProblems, endpoint } from './endpoint.ts';
import { TicketState } from './tickets.ts';
import { EmployeeId, Priority, Slug, TicketNumber, TicketStatus } from './vocabulary.ts';

const ofTicket = z.object({ number: TicketNumber });
const changed = { 200: z.object({ ticket: TicketState }) };
const bodyBytesMax = 128 * 1024;

const changeProblems = [
  ...commonProblems,
  'session-ended',
  'not-permitted',
  'not-found',
  'still-working',
  'key-reused',
  'ticket-refused',
  'tracker-down',
] as const;

/**
 * Gives a ticket to a member of its team. With the service alone: only a ticket that nobody has, or that the service
 * itself gave to `expected` and nobody has acted on. With the token of whoever has it: to a colleague of the team.
 * With a supervisor's: any ticket of the supervisor's teams.
 */
export const assignTicket = endpoint({
  method: 'PUT',
  path: '/v1/tickets/:number/assignee',
  authority: 'session-or-service',
  idempotent: true,
  params: ofTicket,
  query: null,
  body: z.object({
    assignee: EmployeeId,
    expected: EmployeeId.nullable(),
    remark: Remark.nullable(),
  }),
  bodyBytesMax,
  answers: changed,
  problems: [...changeProblems, 'overtaken', 'directory-down'],
});

/**
 * Moves a ticket to another status, with words where there are any; they are written before it moves. With the service
 * alone: only from resolved to closed, once its requester has let the time for an answer pass.
 */
export const moveTicket = endpoint({
  method: 'POST',
  path: '/v1/tickets/:number/transitions',
  authority: 'session-or-service',
  idempotent: true,
  params: ofTicket,
  query: null,
  body: z.object({ to: TicketStatus, remark: Remark.nullable() }),
  bodyBytesMax,
  answers: changed,
  problems: [...changeProblems, 'overtaken'],
});

/** A requester only raises it, with a reason; the assignee and the team's supervisor set it freely. */
export const prioritiseTicket = endpoint({
  method: 'PUT',
  path: '/v1/tickets/:number/priority',
  authority: 'session',
  idempotent: true,
  params: ofTicket,
  query: null,
  body: z.object({ priority: Priority, remark: Remark.nullable() }),
  bodyBytesMax,
  answers: changed,
  problems: changeProblems,
});

/** Hands a ticket over to another team: nobody has it then, and the desk finds somebody there. */
export const transferTicket = endpoint({
  method: 'PUT',
  path: '/v1/tickets/:number/team',
  authority: 'session',
  idempotent: true,
  params: ofTicket,
  query: null,
  body: z.object({ team: Slug, remark: Remark.nullable() }),
  bodyBytesMax,
  answers: changed,
  problems: changeProblems,
});

/** Lets a colleague follow a ticket: they read it, comment and hear of it. `who`: work e-mail or phone number. */
export const addParticipant = endpoint({
  method: 'POST',
  path: '/v1/tickets/:number/participants',
  authority: 'session',
  idempotent: true,
  params: ofTicket,
  query: null,
  body: z.object({ who: z.string().min(3).max(100) }),
  bodyBytesMax: 1024,
  answers: { 200: z.object({ employeeId: EmployeeId, displayName: z.string().max(200), ticket: TicketState }) },
  problems: [...changeProblems, 'person-unknown', 'directory-down'],
});
