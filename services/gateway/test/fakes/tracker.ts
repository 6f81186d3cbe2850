import type { Priority, TicketStatus } from '@desk/domain';
import type { CommentWriter } from '../../src/ports/comment-writer.ts';
import type { TicketLooks } from '../../src/ports/ticket-looks.ts';
import type {
  NewTrackerTicket,
  TicketReader,
  TicketWriter,
  TrackerAccount,
  TrackerHooks,
  TrackerPeople,
  TrackerText,
  TrackerTicket,
  TrackerTrouble,
} from '../../src/ports/tracker.ts';
import { countBytes, createFakeComments, type FakeComments } from './tracker-comments.ts';
import { createFakeLooks } from './tracker-looks.ts';

type Write = keyof TicketWriter | keyof CommentWriter;

/** `lost-before`: nothing was carried out. `lost-after`: it was, and the answer was lost. Both look the same: `unknown`. */
export type Fault = TrackerTrouble | { readonly kind: 'lost-before' } | { readonly kind: 'lost-after' };

export interface FakeTracker {
  readonly writer: TicketWriter;
  readonly reader: TicketReader;
  readonly people: TrackerPeople;
  readonly hooks: TrackerHooks;
  readonly commentWriter: CommentWriter;
  readonly comments: FakeComments;
  readonly looks: TicketLooks;
  /** By ticket: when the tracker's promise breaks. */
  readonly slaDueAt: Map<string, number>;
  /** By ticket: the accounts that follow it in the tracker. */
  readonly participants: ReadonlyMap<string, readonly TrackerAccount[]>;
  /** Every ticket, oldest first. */
  tickets(): readonly (TrackerTicket & { readonly text: TrackerText })[];
  /** Every write that arrived, in order, with its ticket's number or reference. */
  readonly writes: readonly { readonly write: Write; readonly on: string }[];
  /** By the number of a duplicate: what it duplicates. */
  readonly links: ReadonlyMap<string, string>;
  /** The next call of this write meets the fault. */
  failNext(write: Write, fault: Fault): void;
  /** Everything answers `down` until `setUp`. */
  setDown(retryAfterMs: number | null): void;
  setUp(): void;
  /** What an agent does in the tracker itself. */
  changeTicket(
    number: string,
    change: { status?: TicketStatus; priority?: Priority; assignee?: string | null; team?: string },
  ): void;
}

export interface FakeTrackerOptions {
  readonly now: () => number;
  readonly people?: readonly { readonly account: TrackerAccount; readonly email: string }[];
  /** Request types the tracker knows; by default all. */
  readonly requestTypes?: readonly string[];
  /** A new ticket is found by a search only so much later. */
  readonly searchLagMs?: number;
  readonly pageSize?: number;
}

interface Kept {
  ticket: TrackerTicket;
  text: TrackerText;
}

/** A tracker in memory. Closed tickets can only go back to `waiting-for-support`; a hook's body is its ticket's number. */
export function createFakeTracker(options: FakeTrackerOptions): FakeTracker {
  const { now, searchLagMs = 0, pageSize = 50 } = options;
  const kept = new Map<string, Kept>();
  const faults = new Map<Write, Fault[]>();
  const writes: { readonly write: Write; readonly on: string }[] = [];
  const links = new Map<string, string>();
  const participants = new Map<string, readonly TrackerAccount[]>();
  const slaDueAt = new Map<string, number>();
  let down: TrackerTrouble | null = null;
  let files = 0;

  function change(number: string, change: Partial<TrackerTicket>): void {
    const entry = kept.get(number);
    if (entry) entry.ticket = { ...entry.ticket, ...change, changedAt: now() };
  }

  async function carryOut<Done>(
    write: Write,
    on: string,
    act: () => Done | TrackerTrouble,
  ): Promise<Done | TrackerTrouble> {
    writes.push({ write, on });
    const fault = down ?? faults.get(write)?.shift();
    if (fault?.kind === 'lost-before') return { kind: 'unknown' };
    if (fault?.kind === 'lost-after') {
      act();
      return { kind: 'unknown' };
    }
    return fault ?? act();
  }

  function onTicket<Done>(write: Write, number: string, act: (entry: Kept) => Done | TrackerTrouble) {
    return carryOut<Done>(write, number, () => {
      const entry = kept.get(number);
      return entry ? act(entry) : { kind: 'refused', reason: 'not-found' };
    });
  }

  const searchable = (): TrackerTicket[] =>
    [...kept.values()].map((entry) => entry.ticket).filter((ticket) => ticket.createdAt + searchLagMs <= now());

  const writer: TicketWriter = {
    create: (request) =>
      carryOut('create', request.reference, () => {
        if (options.requestTypes && !options.requestTypes.includes(request.requestType)) {
          return { kind: 'refused', reason: 'misconfigured' };
        }
        const entry = file(request, kept.size + 1, now());
        kept.set(entry.ticket.number, entry);
        return { kind: 'created', ticket: entry.ticket };
      }),
    async attach(number, file) {
      const bytes = await countBytes(file);
      return onTicket('attach', number, (entry) => {
        files += 1;
        const attached = { id: String(files), name: file.name, bytes };
        entry.text = { ...entry.text, files: [...entry.text.files, attached] };
        change(number, {});
        return { kind: 'attached' };
      });
    },
    assign: (number, assignee) =>
      onTicket('assign', number, () => {
        change(number, { assignee });
        return { kind: 'assigned' };
      }),
    move: (number, to) =>
      onTicket('move', number, ({ ticket }) => {
        if (ticket.status === 'closed' && to !== 'closed' && to !== 'waiting-for-support') {
          return { kind: 'refused', reason: 'no-such-transition' };
        }
        change(number, { status: to });
        return { kind: 'moved' };
      }),
    linkDuplicate: (duplicate, original) =>
      onTicket('linkDuplicate', duplicate, () => {
        if (!kept.has(original)) return { kind: 'refused', reason: 'not-found' };
        links.set(duplicate, original);
        return { kind: 'linked' };
      }),
    prioritise: (number, priority) =>
      onTicket('prioritise', number, () => {
        change(number, { priority });
        return { kind: 'prioritised' };
      }),
    transfer: (number, team) =>
      onTicket('transfer', number, () => {
        change(number, { team, assignee: null });
        return { kind: 'transferred' };
      }),
    addParticipant: (number, account) =>
      onTicket('addParticipant', number, () => {
        participants.set(number, [...new Set([...(participants.get(number) ?? []), account])]);
        change(number, {});
        return { kind: 'added' };
      }),
  };

  const comments = createFakeComments({
    now,
    serviceAccount: 'service-account',
    carryOut,
    down: () => down,
    isThere: (number) => kept.has(number),
    touch(number, files = []) {
      const entry = kept.get(number);
      if (entry) entry.text = { ...entry.text, files: [...entry.text.files, ...files] };
      change(number, {});
    },
  });

  const reader: TicketReader = {
    async findByReference(reference) {
      const tickets = searchable().filter((ticket) => ticket.reference === reference);
      return down ?? { kind: 'found', tickets, searchSettled: searchLagMs === 0 };
    },
    async read(number) {
      const entry = kept.get(number);
      return down ?? (entry ? { kind: 'read', ...entry } : { kind: 'refused', reason: 'not-found' });
    },
    async listChangedSince(since, page) {
      const from = Number(page ?? 0);
      const changed = searchable()
        .filter((ticket) => ticket.changedAt >= Math.floor(since / 60_000) * 60_000)
        .toSorted((left, right) => left.changedAt - right.changedAt);
      const nextPage = from + pageSize < changed.length ? String(from + pageSize) : null;
      return down ?? { kind: 'listed', tickets: changed.slice(from, from + pageSize), nextPage };
    },
    async countOpen(accounts) {
      const open = new Map<TrackerAccount, number>();
      for (const { assignee, status } of searchable()) {
        if (assignee === null || !accounts.includes(assignee) || status === 'resolved' || status === 'closed') continue;
        open.set(assignee, (open.get(assignee) ?? 0) + 1);
      }
      return down ?? { kind: 'counted', open };
    },
  };

  return {
    writer,
    reader,
    people: {
      async findAccount(email) {
        const found = options.people?.filter((person) => person.email === email.toLowerCase()) ?? [];
        return (
          down ?? (found[0] && found.length === 1 ? { kind: 'found', account: found[0].account } : { kind: 'none' })
        );
      },
      profileUrl: (account) => `https://tracker.example.test/people/${encodeURIComponent(account)}`,
    },
    hooks: {
      read({ headers, body }) {
        if (headers['x-hub-signature'] !== 'fake') return { kind: 'refused' };
        const [number = '', commentId = null] = new TextDecoder().decode(body).split(' ');
        if (!kept.has(number)) return { kind: 'ignored' };
        return { kind: 'ticket', number, deliveryId: `fake-${number}`, commentId };
      },
    },
    tickets: () => [...kept.values()].map(({ ticket, text }) => ({ ...ticket, text })),
    writes,
    links,
    commentWriter: comments.writer,
    comments,
    looks: createFakeLooks({ comments, participants, slaDueAt, down: () => down, find: (number) => kept.get(number) }),
    slaDueAt,
    participants,
    failNext: (write, fault) => void faults.set(write, [...(faults.get(write) ?? []), fault]),
    setDown: (retryAfterMs) => {
      down = { kind: 'down', retryAfterMs };
    },
    setUp: () => {
      down = null;
    },
    changeTicket: change,
  };
}

function file(request: NewTrackerTicket, count: number, at: number): Kept {
  const number = `SD-${count}`;
  const { displayName, department } = request.employee;
  const named = request.onBehalfOf === null ? [`${displayName}, ${department}`] : [];
  return {
    ticket: {
      number,
      reference: request.reference,
      status: 'new',
      priority: request.priority,
      requestType: request.requestType,
      team: null,
      reporter: request.onBehalfOf,
      assignee: null,
      createdAt: at,
      changedAt: at,
      url: `https://tracker.example.test/browse/${number}`,
    },
    text: {
      summary: request.summary,
      description: [request.description, ...Object.values(request.fields), ...named].join('\n\n'),
      files: [],
    },
  };
}
