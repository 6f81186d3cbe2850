import type { Update } from 'telegraf/types';
import type { HandleArrival, HandleDeadLetter, InboxItem } from '../../ports/inbox.ts';
import type { Cause, Ledger } from '../../ports/plan.ts';
import { planOf } from '../../use-cases/compose-plan.ts';
import type { Converse } from '../../use-cases/converse.ts';
import type { giveUpUpdate } from '../../use-cases/give-up-update.ts';
import type { Heard } from './hear-update.ts';
import type { ReadAhead } from './read-ahead.ts';
import { TelegramUpdate } from './telegram-update.ts';

type Hear = (update: Update) => Promise<Heard>;

/** An update out of the inbox: heard, answered, and done with; what says nothing to the desk is only marked done. */
export function handleTelegramArrival({
  hear,
  converse,
  ledger,
  ahead,
}: {
  readonly hear: Hear;
  readonly converse: Converse;
  readonly ledger: Ledger;
  readonly ahead: Pick<ReadAhead, 'take'>;
}): HandleArrival {
  return async (item) => {
    const seen = ahead.take(item);
    const heard = await hearItem(hear, item);
    if (heard === null) return ledger.commit(planOf(), causeOf(item));
    return converse(heard.speaker, heard.intent, causeOf(item), seen);
  };
}

/** An update that could not be answered. What it said may be the very reason: only who said it is read again. */
export function handleTelegramDeadLetter({
  hear,
  giveUp,
}: {
  readonly hear: Hear;
  readonly giveUp: ReturnType<typeof giveUpUpdate>;
}): HandleDeadLetter {
  return async (item) => {
    const heard = await hearItem(hear, item).catch(() => null);
    return giveUp(heard?.speaker ?? null, { id: `${item.source}:${item.sourceId}` }, causeOf(item));
  };
}

async function hearItem(hear: Hear, { payload }: InboxItem): Promise<Heard> {
  const update = TelegramUpdate.safeParse(payload);
  return update.success ? hear(update.data) : null;
}

function causeOf({ source, sourceId, lane, epoch }: InboxItem): Cause {
  return { kind: 'inbox', source, sourceId, lane, epoch };
}
