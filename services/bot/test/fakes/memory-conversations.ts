import type { Profile } from '@desk/domain';
import type { Action, ActionKind } from '../../src/ports/action.ts';
import type { FileSender, StandingCards } from '../../src/ports/messenger.ts';
import type { Delivery, OutboxItem } from '../../src/ports/outbox.ts';
import type { Effect } from '../../src/ports/plan.ts';
import type { Ids, Policy } from '../../src/ports/system.ts';
import { deliverOpening } from '../../src/use-cases/consultation/deliver-opening.ts';
import { hearNews } from '../../src/use-cases/consultation/hear-news.ts';
import { converse } from '../../src/use-cases/converse.ts';
import { deliverFiling } from '../../src/use-cases/filing/deliver-filing.ts';
import { planFiled } from '../../src/use-cases/filing/plan-filed.ts';
import { planUnsent } from '../../src/use-cases/filing/plan-unsent.ts';
import { presentDraft } from '../../src/use-cases/filing/present-draft.ts';
import type { Intent, Speaker } from '../../src/use-cases/intent.ts';
import { sendFile } from '../../src/use-cases/news/send-file.ts';
import { tellComment } from '../../src/use-cases/news/tell-comment.ts';
import { tellNote } from '../../src/use-cases/news/tell-note.ts';
import { tellSolution } from '../../src/use-cases/news/tell-solution.ts';
import { withdrawComment } from '../../src/use-cases/news/withdraw-comment.ts';
import { deliverErasure } from '../../src/use-cases/privacy/deliver-erasure.ts';
import { sendData } from '../../src/use-cases/privacy/send-data.ts';
import { type ActionOf, joinRoutes, type StaffRoutes } from '../../src/use-cases/routes.ts';
import { employeeRoutes } from '../../src/use-cases/routes-employee.ts';
import { deliverRenewal } from '../../src/use-cases/session/deliver-renewal.ts';
import { deliverSessionEnd } from '../../src/use-cases/session/deliver-session-end.ts';
import { planTicketState } from '../../src/use-cases/tickets/apply-ticket-state.ts';
import { deliverChange } from '../../src/use-cases/writing/deliver-change.ts';
import { deliverComment } from '../../src/use-cases/writing/deliver-comment.ts';
import { deliverCorrection } from '../../src/use-cases/writing/deliver-correction.ts';
import { type ChatMessage, type ChatWindow, chatWindow } from './chat-window.ts';
import { deliverNext } from './deliver-next.ts';
import { type MemoryDesk, memoryDesk } from './memory-desk.ts';
import { type MemoryGateway, memoryGateway } from './memory-gateway.ts';
import { appendArrival, chatLane, epochOf } from './memory-lanes.ts';
import { noStaffRoutes } from './no-staff-routes.ts';
import { samplePolicy, sampleProfile } from './sample-policy.ts';
import { countedIds, type SteeredClock, steeredClock } from './steered-clock.ts';

/** A person with a telephone; the directory knows the number unless a test says otherwise. */
export interface Caller {
  readonly telegramId: number;
  readonly phone: string;
  readonly profile: Profile;
}

/** The bot in memory, from an update taken up to what stands in the chats. */
export interface Conversations {
  readonly clock: SteeredClock;
  readonly desk: MemoryDesk;
  readonly gateway: MemoryGateway;
  readonly window: ChatWindow;
  readonly policy: Policy;
  /** An update of this person arrives and everything that can be done is done. */
  hear(caller: Caller, intent: Intent): Promise<void>;
  write(caller: Caller, text: string): Promise<number>;
  shareOwnPhone(caller: Caller): Promise<void>;
  /** Presses the newest button of this kind in the chat. */
  press<Kind extends ActionKind>(caller: Caller, kind: Kind, match?: Partial<ActionOf<Kind>>): Promise<void>;
  /** Time passes, and what it makes due is done. */
  pass(ms: number): Promise<void>;
  settle(): Promise<void>;
  seen(caller: Caller): readonly ChatMessage[];
  last(caller: Caller): ChatMessage;
}

export const morning = Date.parse('2026-11-23T08:00:00Z');
const stepsMax = 5_000;

export function caller(index: number, profile: Partial<Profile> = {}): Caller {
  return {
    telegramId: 7_000 + index,
    phone: `+38050000000${index}`,
    profile: sampleProfile({ employeeId: `e-${index}`, ...profile }),
  };
}

export interface Setting {
  readonly policy?: Policy;
  readonly staff?: (world: World) => {
    readonly routes: StaffRoutes;
    readonly deliver: (item: OutboxItem) => Promise<Delivery>;
  };
}

export function memoryConversations({ policy = samplePolicy(), staff }: Setting = {}): Conversations {
  const clock = steeredClock(morning);
  const desk = memoryDesk({ clock, keptMax: policy.keptArrivalsMax });
  const gateway = memoryGateway(clock);
  const window = chatWindow();
  const world = { ...desk, ...gateway, cards: window.cards, clock, ids: countedIds(), policy };
  const team = staff?.(world) ?? { routes: noStaffRoutes(), deliver: parkItem };
  const talk = converse({ ...world, routes: joinRoutes(employeeRoutes(world), team.routes) });
  const deliver = deliverEffect(world, window, team.deliver);
  let updates = 0;

  async function settle(): Promise<void> {
    for (let step = 0; step < stepsMax; step += 1) {
      desk.ledger.joinDue();
      const moved = (await handleNext(desk, talk)) || (await deliverNext(desk, clock, deliver));
      if (!moved) return;
    }
    throw new Error('The desk did not come to rest.');
  }

  async function hear(who: Caller, intent: Intent): Promise<void> {
    updates += 1;
    appendArrival(desk.lanes, {
      ...{ source: 'telegram', sourceId: String(updates), lane: chatLane(who.telegramId) },
      payload: { speaker: speakerOf(who), intent },
      receivedAt: clock.now(),
    });
    await settle();
  }

  const seen = (who: Caller) => window.messages(who.telegramId);
  return {
    ...{ clock, desk, gateway, window, policy, hear, settle, seen },
    async write(who, text) {
      const messageId = updates + 1;
      await hear(who, { kind: 'message', part: { messageId, albumId: null, text, file: null }, replyTo: null });
      return messageId;
    },
    shareOwnPhone: (who) => hear(who, { kind: 'contact', contact: ownContact(who, updates + 1) }),
    press: (who, kind, match = {}) => hear(who, { kind: 'pressed', action: findButton(seen(who), kind, match) }),
    async pass(ms) {
      clock.advance(ms);
      await settle();
    },
    last(who) {
      const message = seen(who).at(-1);
      if (!message) throw new Error('Nothing stands in this chat.');
      return message;
    },
  };
}

function speakerOf({ telegramId }: Caller): Speaker {
  return { telegramId, chatId: telegramId, chatKind: 'private', language: 'uk' };
}

/** What use cases rest on here. */
export type World = MemoryDesk &
  MemoryGateway & {
    readonly cards: StandingCards;
    readonly clock: SteeredClock;
    readonly ids: Ids;
    readonly policy: Policy;
  };

function deliverEffect(world: World, window: ChatWindow, others: (item: OutboxItem) => Promise<Delivery>) {
  const present = presentDraft(world);
  const file = deliverFiling({ ...world, planFiled: planFiled(world), planUnsent: planUnsent({ ...world, present }) });
  const post = deliverComment(world);
  const edit = deliverCorrection(world);
  const planState = planTicketState({ ...world, planFiled: planFiled(world) });
  const change = deliverChange({ ...world, planState });
  const renew = deliverRenewal(world);
  const end = deliverSessionEnd(world);
  const tellOf = tellComment(world);
  const ask = tellSolution(world);
  const open = deliverOpening(world);
  const hear = hearNews(world);
  const note = tellNote(world);
  const bring = sendFile({ ...world, fileSender: swallowFiles });
  const withdraw = withdrawComment(world);
  const data = sendData({ ...world, fileSender: swallowFiles });
  const erase = deliverErasure(world);
  return async (item: OutboxItem): Promise<Delivery> => {
    const { effect, id } = item;
    switch (effect.kind) {
      case 'show':
      case 'retire-card':
      case 'withdraw-card':
      case 'delete-message':
        window.deliver(effect, id);
        noteShown(world, window, effect, id);
        return { kind: 'shown', messageId: null };
      case 'file-ticket':
        return file(effect, item);
      case 'send-file': {
        const delivery = await bring(effect, item);
        if (delivery.kind === 'shown') window.deliver(effect, id);
        return delivery;
      }
      case 'tell-comment':
        return tellOf(effect, item);
      case 'tell-solution':
        return ask(effect, item);
      case 'tell-note':
        return note(effect, item);
      case 'withdraw-comment':
        return withdraw(effect, item);
      case 'post-comment':
        return post(effect, item);
      case 'edit-comment':
        return edit(effect, item);
      case 'change-in-tracker':
        return change(effect, item);
      case 'send-data':
        return data(effect, item);
      case 'erase-person':
        return erase(effect, item);
      case 'renew-session':
        return renew(effect, item);
      case 'end-gateway-session':
        return end(effect, item);
      case 'assign-in-tracker':
      case 'move-in-tracker':
      case 'relay-message':
      case 'relay-edit':
      case 'join-consultation':
      case 'mirror-chat':
      case 'close-chat':
      case 'leave-team':
        return others(item);
      case 'open-consultation':
        return open(effect, item);
      case 'tell-consultations':
        return hear(effect, item);
    }
  };
}

/** As the outbox notes it: a reply to a message about a ticket finds it, for as long as the message is about it. */
function noteShown({ tables }: World, window: ChatWindow, effect: Effect, id: string): void {
  if (effect.kind !== 'show') return;
  const shown = window.messages(effect.chatId).find(({ keyboardId }) => keyboardId === id);
  if (!shown) return;
  const key = `${effect.chatId}.${shown.id}`;
  if (effect.about === null) tables.ticketMessages.delete(key);
  else tables.ticketMessages.set(key, { ticketId: effect.about, message: null });
}

/** A chat that takes every file to its end. */
const swallowFiles: FileSender = {
  async send(_chatId, { content }) {
    await new Response(content).arrayBuffer();
    return { kind: 'shown', messageId: null };
  },
};

async function parkItem(): Promise<Delivery> {
  return { kind: 'refused', reason: 'not-delivered-here' };
}

/** The oldest arrival of any lane: within a lane that is its order. */
async function handleNext({ lanes }: MemoryDesk, talk: ReturnType<typeof converse>): Promise<boolean> {
  const row = lanes.inbox.find(({ state }) => state === 'pending');
  if (!row) return false;
  const { speaker, intent } = row.payload as { readonly speaker: Speaker; readonly intent: Intent };
  const { source, sourceId, lane } = row;
  const outcome = await talk(speaker, intent, { kind: 'inbox', source, sourceId, lane, epoch: epochOf(lanes, lane) });
  if (outcome !== 'committed') throw new Error(`An update was ${outcome}.`);
  return true;
}

function ownContact({ telegramId, phone }: Caller, messageId: number) {
  return { messageId, phone, contactUserId: telegramId, forwarded: false, name: 'Номер' };
}

export function buttonsOf({ keyboard }: ChatMessage): readonly Action[] {
  if (keyboard?.kind !== 'buttons') return [];
  return keyboard.rows.flat().flatMap((button) => (button.kind === 'press' ? [button.action] : []));
}

function findButton(messages: readonly ChatMessage[], kind: ActionKind, match: object): Action {
  const all = messages.toReversed().flatMap(buttonsOf);
  const found = all.find((action) => {
    const fields = new Map<string, unknown>(Object.entries(action));
    return action.kind === kind && Object.entries(match).every(([name, value]) => fields.get(name) === value);
  });
  if (!found) throw new Error(`No button ${kind} ${JSON.stringify(match)} in this chat.`);
  return found;
}
