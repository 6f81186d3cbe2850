import { isOpen, teamOf, works } from '@desk/domain';
import type {
  Authority,
  DeskFeeds,
  Remark,
  TicketDesk,
  TicketOrder,
  TicketState,
} from '../../src/ports/gateway-desk.ts';
import { call, down, type FiledTicket, type GatewayState } from './gateway-state.ts';
import { findLive } from './memory-session-desk.ts';
import { sampleCatalogue } from './sample-policy.ts';
import { readingOf } from './tracker-comments.ts';
import { writeRemark } from './write-remark.ts';

const grantMs = 72 * 3_600_000;

export function memoryTicketDesk(gateway: GatewayState): TicketDesk {
  const { filed, uploads, refusedFiles } = gateway;
  const isSignedOut = (authority: Authority) => actor(gateway, authority, '') === 'session-ended';
  const remark = (authority: Authority, number: string, said: Remark | null) => {
    const who = actor(gateway, authority, '');
    const by = typeof who === 'string' ? who : who.employeeId;
    const touch = (touched: string) => changeTicketInTracker(gateway, touched, {});
    writeRemark(gateway, touch, { number, by, remark: said, files: [] });
  };
  return {
    upload: (authority, { uploadId, telegramFileId, name }) =>
      call(gateway, () => {
        if (isSignedOut(authority)) return { kind: 'session-ended' } as const;
        const reason = refusedFiles.get(telegramFileId);
        if (reason) return { kind: 'file-refused', reason } as const;
        const file = { uploadId, name, bytes: telegramFileId.length, sha256: telegramFileId.padEnd(64, '0') };
        uploads.set(uploadId, file);
        return { kind: 'uploaded', file } as const;
      }),
    file: (authority, order) => call(gateway, () => fileTicket(gateway, authority, order)),
    assign: (authority, { number, assignee, expected, remark: said }) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        if (isSignedOut(authority)) return { kind: 'session-ended' } as const;
        const ticket = filed.get(number);
        if (!ticket) return { kind: 'refused', reason: 'not-found' } as const;
        const holder = ticket.state.assigneeEmployeeId;
        const current = holder !== null && gateway.left.has(holder) ? null : holder;
        if (current === assignee) return { kind: 'assigned', state: ticket.state } as const;
        if (current !== expected) return { kind: 'overtaken', assignee: current } as const;
        remark(authority, number, said);
        return {
          kind: 'assigned',
          state: changeTicketInTracker(gateway, number, { assigneeEmployeeId: assignee }),
        } as const;
      }),
    move: (authority, { number, to, remark: said }) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        if (isSignedOut(authority)) return { kind: 'session-ended' } as const;
        if (!filed.has(number)) return { kind: 'refused', reason: 'not-found' } as const;
        remark(authority, number, said);
        return { kind: 'moved', state: changeTicketInTracker(gateway, number, { status: to }) } as const;
      }),
    read: (token, number) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        const session = findLive(gateway, token);
        if (!session) return { kind: 'session-ended' } as const;
        const ticket = filed.get(number);
        if (!ticket) return { kind: 'refused', reason: 'not-found' } as const;
        if (!mayRead(gateway, ticket, session.employeeId)) return { kind: 'refused', reason: 'not-permitted' } as const;
        const { state, order, assigneeName } = ticket;
        const { summary, description, files } = order;
        return { kind: 'read', state, summary, description, assigneeName, files } as const;
      }),
  };
}

/** Those it is about, those who were let in, and those who work in its team. */
function mayRead({ directory, participants }: GatewayState, { state, by }: FiledTicket, employeeId: string): boolean {
  const isTheirs = by === employeeId || state.assigneeEmployeeId === employeeId;
  if (isTheirs || participants.get(state.number)?.includes(employeeId)) return true;
  const profile = [...directory.values()].find((other) => other.employeeId === employeeId);
  return profile !== undefined && works(profile, state.team);
}

/** One reference, one ticket: the same body is answered with the same ticket, another body is not accepted. */
function fileTicket(gateway: GatewayState, authority: Authority, order: TicketOrder) {
  const { answers, filed, grants, clock } = gateway;
  const body = JSON.stringify(order);
  const who = actor(gateway, authority, body);
  if (typeof who === 'string') return { kind: who } as const;
  if (gateway.refusing !== null) return { kind: 'refused', reason: gateway.refusing } as const;
  const before = answers.get(order.reference);
  if (before && before.body !== body) return { kind: 'refused', reason: 'invalid' } as const;
  const known = before ? filed.get(before.number) : undefined;
  if (known) return { kind: 'filed', state: known.state, filesRefused: [...gateway.filesLeftOut] } as const;
  const missing = order.files.find(({ uploadId }) => !gateway.uploads.has(uploadId));
  if (missing) return { kind: 'upload-missing', uploadId: missing.uploadId } as const;
  if (gateway.tracker === 'down') {
    const grant = { id: `grant-${order.reference}`, expiresAt: clock.now() + grantMs };
    grants.set(grant.id, { body, employeeId: who.employeeId, expiresAt: grant.expiresAt });
    return { kind: 'accepted', grant } as const;
  }
  const state = createTicket(gateway, order, who.employeeId);
  answers.set(order.reference, { body, number: state.number });
  return { kind: 'filed', state, filesRefused: [...gateway.filesLeftOut] } as const;
}

function actor(gateway: GatewayState, authority: Authority, body: string) {
  switch (authority.kind) {
    case 'service':
      return { employeeId: 'service' };
    case 'token':
      return findLive(gateway, authority.token) ?? 'session-ended';
    case 'grant': {
      const grant = gateway.grants.get(authority.id);
      const isGood = grant !== undefined && grant.body === body && gateway.clock.now() < grant.expiresAt;
      return isGood ? grant : 'grant-refused';
    }
  }
}

function createTicket(
  { filed, changes, clock, firstAssignee }: GatewayState,
  order: TicketOrder,
  by: string,
): TicketState {
  const number = `SD-${100 + filed.size + 1}`;
  const now = clock.now();
  const state: TicketState = {
    ...{ number, reference: order.reference, status: 'new', priority: order.priority },
    ...{ requestType: order.requestType, team: teamOf(sampleCatalogue, order.requestType), requesterEmployeeId: by },
    ...{ assigneeEmployeeId: firstAssignee, createdAt: now, changedAt: now },
    url: `https://tracker.example/browse/${number}`,
  };
  filed.set(number, { state, order, by, assigneeName: null });
  changes.push(state);
  return state;
}

export function bearTicketInTracker({ filed, changes }: GatewayState, state: TicketState): void {
  const { number, priority } = state;
  const said = {
    summary: 'З порталу',
    description: 'Описано в порталі.',
    fields: {},
    files: [],
    language: 'uk',
  } as const;
  const order = {
    reference: number,
    requestType: state.requestType ?? 'other',
    priority,
    priorityReason: null,
    ...said,
  };
  filed.set(number, { state, order, by: state.requesterEmployeeId ?? '', assigneeName: null });
  changes.push(state);
}

/** The tracker's own instants are distinct: two changes of a ticket never carry the same. */
export function changeTicketInTracker(
  { filed, changes, clock }: GatewayState,
  number: string,
  changed: Partial<TicketState> & { readonly assigneeName?: string },
): TicketState {
  const ticket = filed.get(number);
  if (!ticket) throw new Error(`The tracker has no ${number}.`);
  const { assigneeName = ticket.assigneeName, ...fields } = changed;
  const changedAt = Math.max(clock.now(), ticket.state.changedAt + 1);
  const state = { ...ticket.state, changedAt, ...fields };
  filed.set(number, { ...ticket, state, assigneeName });
  changes.push(state);
  return state;
}

/** One change behind on purpose: the real feed overlaps as well. */
export function memoryFeeds(gateway: GatewayState): DeskFeeds {
  const { changes, revoked, filed } = gateway;
  return {
    changesSince: (cursor) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        const latest = changes.slice(Math.max(0, Number(cursor ?? 0) - 1));
        const tickets = [...new Set(latest.map(({ number }) => number))].map((number) => readingOf(gateway, number));
        const revokedSessions = [...revoked];
        return { kind: 'changes', tickets, revokedSessions, cursor: String(changes.length), more: false } as const;
      }),
    look: (numbers) =>
      call(gateway, () => {
        if (gateway.tracker === 'down') return down;
        const known = numbers.filter((number) => filed.has(number));
        return { kind: 'looked', tickets: known.map((number) => readingOf(gateway, number)) } as const;
      }),
    workload: (team) =>
      call(gateway, () => {
        if (gateway.directoryAway) return down;
        // A search says nothing of those who have nothing: the directory does.
        const staff = [...gateway.directory.values()].filter(({ role }) => role !== 'employee');
        const active = new Map(staff.map(({ employeeId }) => [employeeId, 0]));
        for (const { state } of filed.values()) {
          const { assigneeEmployeeId: id, status } = state;
          if (id !== null && isOpen(status)) active.set(id, (active.get(id) ?? 0) + 1);
        }
        const members = new Set(staff.filter((one) => one.teams.includes(team)).map(({ employeeId }) => employeeId));
        return { kind: 'workload', active, members } as const;
      }),
    shipAudit: (entries) => call(gateway, () => ({ kind: 'acknowledged', upTo: entries.at(-1)?.number ?? 0 }) as const),
  };
}
