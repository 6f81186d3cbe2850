import { isDatabaseFailure } from '../adapters/postgres/is-database-failure.ts';
import type { DeskStore } from '../adapters/postgres/open-desk-store.ts';
import { TelegramUpdate } from '../edge/telegram/telegram-update.ts';
import { planOf } from '../use-cases/compose-plan.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const noChat = { telegramId: 0, chatId: 0 } as const;
const firstPage = { offset: 0, size: 1 } as const;

/**
 * The first of everything costs a process ten times what the second does: readers of messages and plans of queries are
 * made at their first use, connections are opened. So what every update and all news of the tracker ask for is asked
 * once, about nobody, before anyone is waiting. A database that fails here will fail whoever comes next, and says so there.
 */
export async function rehearse(store: DeskStore): Promise<void> {
  const chat = { id: 1, type: 'private' };
  const from = { id: 1, is_bot: false };
  const message = { message_id: 1, chat, from, text: '' };
  TelegramUpdate.safeParse({ update_id: 0, message });
  TelegramUpdate.safeParse({ update_id: 0, callback_query: { id: '0', from, message, data: '' } });
  const reads = [
    store.people.findByTelegramId(noChat.telegramId),
    store.people.findById(nobody),
    store.kept.look(noChat.chatId),
    store.keyboards.find({ ...noChat, data: `${nobody}.0` }),
    store.drafts.findOpenOf(nobody),
    store.tickets.findById(nobody),
    store.tickets.listRequestedBy(nobody, firstPage),
    store.tickets.listAssignedTo(nobody, firstPage),
    store.consultations.findTalk(noChat.telegramId, 0),
    store.consultations.listDialoguesOf(nobody),
    store.consultations.findLatestOfTicket(nobody),
    store.ledger.commit(planOf(), { kind: 'inbox', source: 'telegram', sourceId: '', lane: '', epoch: 0 }),
    ...rehearseNews(store),
  ];
  for (const outcome of await Promise.allSettled(reads)) {
    if (outcome.status === 'rejected' && !isDatabaseFailure(outcome.reason)) throw outcome.reason;
  }
}

/** From a webhook of the tracker to the reader's chat. */
function rehearseNews(store: DeskStore): readonly Promise<unknown>[] {
  const noLane = { lane: '', epoch: 0 } as const;
  return [
    store.cursors.find(''),
    store.inboxLanes.next(noLane),
    store.tickets.findByNumber(''),
    store.assignments.findLatest(nobody),
    store.comments.listOf(nobody),
    store.people.findByEmployeeId(''),
    store.outboxLanes.claim(noLane, 0),
    store.comments.find(nobody, ''),
    store.cards.listUnder(noChat.chatId, ''),
  ];
}
