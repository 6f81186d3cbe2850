import type { GatewayEndpoints, Priority, Remark, TicketStatus } from '@desk/contract';
import { ticketStatuses } from '@desk/domain';
import { colleague, employee, repairer, second, specialist, supervisor } from '../builders/people.ts';
import { aComment, aRemark } from '../builders/words.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';
import type { Stage } from './contract-answers.ts';

/**
 * Everybody as they stand to the ticket: the employee asked for it, the specialist has it, its team is *network*, of
 * which one was consulted about it.
 */
export const people = {
  requester: employee,
  participant: colleague,
  assignee: specialist,
  teammate: second,
  consulted: aDirectoryEntry(9, { role: 'specialist', teams: ['network'], trackerAccount: 'account-9' }),
  supervisor,
  otherTeam: repairer,
  otherSupervisor: aDirectoryEntry(7, { role: 'supervisor', teams: ['repair'], trackerAccount: 'account-7' }),
  outsider: aDirectoryEntry(8),
} as const;
type Name = keyof typeof people;
/** The desk itself, with no person behind it. */
export type Who = Name | 'desk';
const everyone: readonly Who[] = [
  'requester',
  'participant',
  'assignee',
  'teammate',
  'consulted',
  'supervisor',
  'otherTeam',
  'otherSupervisor',
  'outsider',
  'desk',
];
export const persons = everyone.filter((who) => who !== 'desk');

interface Situation {
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly assignee: string | null;
}
export const usual: Situation = { status: 'in-progress', priority: 'medium', assignee: 'account-3' };

type Asked = Stage & Desk & { call(): Call };
export interface Desk {
  readonly number: string;
  readonly message: string;
  /** The assignee's. */
  readonly note: string;
  readonly consultation: string;
}
interface Call {
  readonly token: string;
  readonly idempotencyKey: string;
}

interface Row {
  readonly name: string;
  readonly endpoint: keyof GatewayEndpoints;
  readonly situation?: Partial<Situation>;
  /** Who could ask at all: the contract knows no call of the desk's own for the others. */
  readonly asked: readonly Who[];
  readonly allowed: readonly Who[];
  readonly ask: (asked: Asked) => Promise<{ readonly kind: string }>;
}

const params = ({ number }: Asked) => ({ params: { number } });
const words = (change: Partial<Remark> = {}) => aRemark({ message: crypto.randomUUID(), ...change });
const staff: readonly Who[] = ['assignee', 'teammate', 'consulted', 'supervisor'];
const leaders: readonly Who[] = ['assignee', 'supervisor'];
const readers: readonly Who[] = ['requester', 'participant', 'consulted', ...leaders];

const reading: readonly Row[] = [
  {
    ...{ name: 'read', endpoint: 'readTicket' },
    asked: persons,
    allowed: readers,
    ask: (asked) => asked.client.readTicket({ ...params(asked), ...asked.call() }),
  },
  {
    ...{ name: 'read what nobody has', endpoint: 'readTicket' },
    situation: { assignee: null },
    asked: persons,
    allowed: [...readers, 'teammate'],
    ask: (asked) => asked.client.readTicket({ ...params(asked), ...asked.call() }),
  },
];

/** The requester's comment and its file, which are public. */
const shown = ({ tracker, number }: Asked) => {
  const comment = tracker.comments.list(number)[0];
  return { commentId: comment?.id ?? '', fileId: comment?.files[0]?.id ?? '' };
};

const readingComments: readonly Row[] = [
  {
    ...{ name: 'read a comment', endpoint: 'readComment' },
    asked: persons,
    allowed: readers,
    ask: (asked) => {
      const { commentId } = shown(asked);
      return asked.client.readComment({ params: { number: asked.number, commentId }, ...asked.call() });
    },
  },
  {
    ...{ name: 'read a note', endpoint: 'readNote' },
    asked: persons,
    allowed: [...leaders, 'consulted'],
    ask: ({ client, number, note: message, call }) => client.readNote({ params: { number, message }, ...call() }),
  },
  {
    ...{ name: 'read a file', endpoint: 'readFile' },
    asked: persons,
    allowed: readers,
    ask: (asked) => {
      const { fileId } = shown(asked);
      return asked.client.readFile({ params: { number: asked.number, fileId }, ...asked.call() });
    },
  },
];

const speaking: readonly Row[] = [
  ...(['public', 'internal'] as const).map((visibility): Row => {
    const body = () => aComment({ message: crypto.randomUUID(), visibility });
    return {
      ...{ name: `comment, ${visibility}`, endpoint: 'addComment' },
      asked: persons,
      allowed: visibility === 'public' ? ['requester', 'participant', ...staff] : staff,
      ask: (asked) => asked.client.addComment({ ...params(asked), body: body(), ...asked.call() }),
    };
  }),
  {
    ...{ name: 'correct the requester’s comment', endpoint: 'editComment' },
    asked: persons,
    allowed: ['requester'],
    ask: ({ client, number, message, call }) =>
      client.editComment({ params: { number, message }, body: { text: 'Something else' }, ...call() }),
  },
  {
    ...{ name: 'put words for colleagues alone beside a move', endpoint: 'moveTicket' },
    situation: { status: 'resolved' },
    asked: everyone,
    allowed: leaders,
    ask: (asked) => {
      const body = { to: 'closed', remark: words({ visibility: 'internal' }) } as const;
      return asked.client.moveTicket({ ...params(asked), body, ...asked.call() });
    },
  },
];

const moving: readonly Row[] = ticketStatuses.flatMap((status) =>
  ticketStatuses
    .filter((to) => to !== status)
    .map((to): Row => {
      const requesters = to === 'closed' || (isOver(status) && (to === 'in-progress' || to === 'waiting-for-support'));
      const desks = status === 'resolved' && to === 'closed';
      return {
        ...{ name: `move from ${status} to ${to}`, endpoint: 'moveTicket' },
        situation: { status },
        asked: everyone,
        allowed: [...leaders, ...(requesters ? (['requester'] as const) : []), ...(desks ? (['desk'] as const) : [])],
        ask: (asked) => asked.client.moveTicket({ ...params(asked), body: { to, remark: null }, ...asked.call() }),
      };
    }),
);

function isOver(status: TicketStatus): boolean {
  return status === 'resolved' || status === 'closed';
}

const prioritising = (
  name: string,
  to: Priority,
  reasoned: boolean,
  allowed: readonly Who[],
  status = usual.status,
): Row => ({
  ...{ name, endpoint: 'prioritiseTicket', asked: persons, allowed, situation: { status } },
  ask: (asked) => {
    const body = { priority: to, remark: reasoned ? words() : null };
    return asked.client.prioritiseTicket({ ...params(asked), body, ...asked.call() });
  },
});

const assigning = (name: string, assignee: string | null, to: Name, allowed: readonly Who[]): Row => ({
  ...{ name, endpoint: 'assignTicket', asked: everyone, allowed, situation: { assignee } },
  ask: (asked) => {
    const body = {
      assignee: people[to].employeeId,
      expected: assignee === null ? null : specialist.employeeId,
      remark: null,
    };
    return asked.client.assignTicket({ ...params(asked), body, ...asked.call() });
  },
});

const changing: readonly Row[] = [
  prioritising('raise the priority with a reason', 'critical', true, ['requester', ...leaders]),
  prioritising('raise the priority without one', 'critical', false, leaders),
  prioritising('lower the priority', 'low', true, leaders),
  prioritising('raise the priority of what is resolved', 'critical', true, leaders, 'resolved'),
  assigning('give what the assignee has to a colleague', 'account-3', 'teammate', leaders),
  assigning('give what nobody has to a specialist', null, 'teammate', ['supervisor', 'desk', 'teammate']),
  assigning('take over what the assignee has, consulted', 'account-3', 'consulted', [...leaders, 'consulted']),
  assigning('give it to another team’s specialist', 'account-3', 'otherTeam', []),
  assigning('give what nobody has to an employee', null, 'outsider', []),
  {
    ...{ name: 'hand over to another team', endpoint: 'transferTicket' },
    asked: persons,
    allowed: leaders,
    ask: (asked) =>
      asked.client.transferTicket({ ...params(asked), body: { team: 'repair', remark: null }, ...asked.call() }),
  },
  {
    ...{ name: 'let a colleague in', endpoint: 'addParticipant' },
    asked: persons,
    allowed: ['requester', ...staff],
    ask: (asked) =>
      asked.client.addParticipant({ ...params(asked), body: { who: 'employee-8@example.test' }, ...asked.call() }),
  },
];

const opening = (name: string, status: TicketStatus, allowed: readonly Who[]): Row => ({
  ...{ name, endpoint: 'openConsultation', asked: persons, allowed, situation: { status } },
  ask: ({ client, number, call }) =>
    client.openConsultation({ params: { number, consultation: crypto.randomUUID() }, ...call() }),
});

const asking: readonly Row[] = [
  opening('ask for a consultation', 'in-progress', ['requester', 'participant']),
  opening('ask for a consultation about what is resolved', 'resolved', ['requester', 'participant']),
  opening('ask for a consultation about what is closed', 'closed', []),
];

const joining: readonly Row[] = [
  {
    // The last of all: whoever joined is consulted from then on.
    ...{ name: 'join a consultation', endpoint: 'joinConsultation' },
    asked: persons,
    allowed: staff,
    ask: ({ client, number, consultation, call }) =>
      client.joinConsultation({ params: { number, consultation }, ...call() }),
  },
];

/** Everything that there is to ask of a ticket, and who may. */
export const rows: readonly Row[] = [
  ...reading,
  ...readingComments,
  ...speaking,
  ...asking,
  ...moving,
  ...changing,
  ...joining,
];
