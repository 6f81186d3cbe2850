import type { Action } from '../../src/ports/action.ts';
import type { Arrival, InboxItem, KeptArrivals } from '../../src/ports/inbox.ts';
import type { Keyboards } from '../../src/ports/keyboards.ts';
import type { Cause, DelayedEffect, Effect, Plan } from '../../src/ports/plan.ts';

export interface InboxRow extends InboxItem {
  readonly state: 'pending' | 'done' | 'kept' | 'dead';
}

export interface OutboxRow {
  readonly id: string;
  readonly lane: string;
  readonly effect: Effect;
  readonly state: 'waiting' | 'done' | 'parked';
  readonly dueAt: number;
  readonly attempt: number;
  readonly doubts: number;
  /** How many plans had been stored by then, its own among them. */
  readonly plans: number;
}

/** Inbox and outbox in the order of their rows; a lane is the rows that name it. */
export interface MemoryLanes {
  readonly inbox: InboxRow[];
  readonly outbox: OutboxRow[];
  /** Effects that join their lane later. */
  readonly delayed: DelayedEffect[];
  /** By lane: how often it changed its owner. */
  readonly epochs: Map<string, number>;
  /** How many plans have been stored. */
  plans: number;
}

export function emptyLanes(): MemoryLanes {
  return { inbox: [], outbox: [], delayed: [], epochs: new Map(), plans: 0 };
}

/** False for what came before under the same id. */
export function appendArrival(
  lanes: MemoryLanes,
  arrival: Omit<Arrival, 'payload'> & { readonly payload: unknown; readonly receivedAt: number },
): boolean {
  const { source, sourceId, lane } = arrival;
  if (lanes.inbox.some((row) => row.source === source && row.sourceId === sourceId)) return false;
  lanes.inbox.push({ ...arrival, epoch: epochOf(lanes, lane), attempt: 1, state: 'pending' });
  return true;
}

export function epochOf({ epochs }: MemoryLanes, lane: string): number {
  return epochs.get(lane) ?? 1;
}

/** Whether the row behind a cause is still there to be marked, by the one who owns its lane. */
export function mayMark(lanes: MemoryLanes, cause: Cause): boolean {
  switch (cause.kind) {
    case 'job':
      return true;
    case 'inbox': {
      const row = lanes.inbox.find(({ source, sourceId }) => source === cause.source && sourceId === cause.sourceId);
      return row?.state === 'pending' && cause.epoch === epochOf(lanes, cause.lane);
    }
    case 'outbox': {
      const row = lanes.outbox.find(({ id }) => id === cause.id);
      return row?.state === 'waiting' && cause.epoch === epochOf(lanes, cause.lane);
    }
  }
}

export function markCause(lanes: MemoryLanes, cause: Cause, become: Plan['cause'], keptMax: number): void {
  switch (cause.kind) {
    case 'job':
      return;
    case 'inbox': {
      const state = ({ done: 'done', keep: 'kept', dead: 'dead' } as const)[become];
      replace(lanes.inbox, ({ source, sourceId }) => source === cause.source && sourceId === cause.sourceId, { state });
      const kept = lanes.inbox.filter((row) => row.lane === cause.lane && row.state === 'kept');
      const [oldest] = kept;
      if (oldest && kept.length > keptMax) replace(lanes.inbox, (row) => row === oldest, { state: 'done' });
      return;
    }
    case 'outbox':
      replace(lanes.outbox, ({ id }) => id === cause.id, { state: 'done' });
  }
}

/** What was set aside is pending again, at its old place in the lane. */
export function resumeKept(lanes: MemoryLanes, chatId: number): void {
  replace(lanes.inbox, ({ lane, state }) => lane === chatLane(chatId) && state === 'kept', { state: 'pending' });
}

export function replace<Row extends object>(rows: Row[], is: (row: Row) => boolean, change: Partial<Row>): void {
  rows.forEach((row, index) => {
    if (is(row)) rows[index] = { ...row, ...change };
  });
}

export function laneOf(effect: Effect): string {
  switch (effect.kind) {
    case 'show':
    case 'retire-card':
    case 'withdraw-card':
    case 'send-file':
    case 'send-data':
    case 'delete-message':
    case 'relay-message':
    case 'relay-edit':
      return chatLane(effect.chatId);
    case 'file-ticket':
    case 'assign-in-tracker':
    case 'move-in-tracker':
    case 'tell-comment':
    case 'tell-solution':
    case 'tell-note':
    case 'withdraw-comment':
    case 'post-comment':
    case 'change-in-tracker':
    case 'edit-comment':
    case 'open-consultation':
    case 'join-consultation':
    case 'mirror-chat':
    case 'close-chat':
      return `ticket:${effect.ticketId}`;
    case 'tell-consultations':
      return `consultations:${effect.about.id}`;
    case 'leave-team':
      return `person:${effect.personId}`;
    case 'erase-person':
      return effect.asked === 'inside' ? `person:${effect.personId}` : `erasure:${effect.personId}`;
    case 'renew-session':
      return `session:${effect.sessionId}`;
    case 'end-gateway-session':
      return `session:${effect.gatewaySessionId}`;
  }
}

export function chatLane(chatId: number): string {
  return `chat:${chatId}`;
}

/** The actions of a screen's buttons, in the order the messenger numbers them. */
export function actionsOf(effect: Effect): readonly Action[] {
  if (effect.kind !== 'show' || effect.keyboard?.kind !== 'buttons') return [];
  return effect.keyboard.rows.flat().flatMap((button) => (button.kind === 'press' ? [button.action] : []));
}

export function memoryKept(lanes: MemoryLanes): KeptArrivals {
  return {
    look: async (chatId) => {
      const kept = lanes.inbox.filter(({ lane, state }) => lane === chatLane(chatId) && state === 'kept');
      return {
        count: kept.length,
        latestAt: kept.length === 0 ? null : Math.max(...kept.map((row) => row.receivedAt)),
      };
    },
  };
}

/** One person to a chat, as in private chats: a keyboard belongs to the chat it was shown in. */
export function memoryKeyboards(lanes: MemoryLanes): Keyboards {
  return {
    find: async ({ data, chatId }) => {
      const [id, index] = data.split('.');
      const row = lanes.outbox.find((other) => other.id === id);
      const isTheirs = row !== undefined && row.lane === chatLane(chatId);
      const action = isTheirs ? actionsOf(row.effect)[Number(index)] : undefined;
      return action ? { kind: 'found', action } : { kind: 'unknown', forged: !isTheirs };
    },
  };
}
