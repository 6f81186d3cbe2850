import type { Consultations } from '../../ports/consultations.ts';
import type { Sent } from '../../ports/messenger.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Ledger, Plan } from '../../ports/plan.ts';
import type { Relay, RelayedAll, RelaySource, RelayTarget } from '../../ports/relay.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery } from '../deliver-effect.ts';
import { asLive, type LiveDialogue } from './dialogue-desk.ts';
import { findTarget, type TargetNeeds } from './find-target.ts';
import { gatherAlbum } from './gather-album.ts';
import { recallSaid } from './just-said.ts';
import { planArrived, planLost } from './plan-relayed.ts';
import type { RelayedMessage, Relaying, RelayMessage } from './relaying.ts';
import { relayOf } from './say-words.ts';

export interface RelayNeeds extends TargetNeeds {
  readonly relay: Relay;
  readonly consultations: Consultations;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}

/**
 * Brings what was said to the other side, in the order of its lane. Nobody's words are repeated where they may have
 * arrived: the specialist sees that instead, and may send them again.
 */
export function deliverRelay(needs: RelayNeeds) {
  return async (effect: RelayMessage, item: OutboxItem): Promise<Delivery> => {
    const guarded = noteDepartures(needs.relay);
    let result: Promise<Plan | Delivery> | null = null;
    try {
      // Carried out once: only storing what came of it is tried again.
      const delivery = await commitDelivery(needs.ledger, item, () => {
        result ??= carryOut({ ...needs, relay: guarded.relay }, effect, item);
        return result;
      });
      return isUnstored(delivery) && guarded.hasLeft() ? { kind: 'unknown' } : delivery;
    } catch (error) {
      // It may have arrived, and nobody wrote down whether it did.
      if (guarded.hasLeft()) return { kind: 'unknown' };
      throw error;
    }
  };
}

function isUnstored(delivery: Delivery): boolean {
  return delivery.kind === 'retry' && delivery.reason === 'overtaken';
}

/** Whether anything may have left, whatever becomes of it. */
function noteDepartures(relay: Relay) {
  let left = false;
  const leaving = () => {
    left = true;
  };
  const noted: Relay = {
    ...relay,
    copy(source, to) {
      leaving();
      return relay.copy(source, to);
    },
    copyAlbum(parts, to) {
      leaving();
      return relay.copyAlbum(parts, to);
    },
  };
  return { relay: noted, hasLeft: () => left };
}

async function carryOut(needs: RelayNeeds, effect: RelayMessage, item: OutboxItem): Promise<Plan | Delivery> {
  const { message, dialogues } = recallSaid(effect) ?? (await readSaid(needs, effect));
  if (message?.delivery === 'blocked' && item.doubts > 0) return { kind: 'blocked' };
  if (message === null || isSettled(message)) return planOf();
  const moved = await findNewReader(needs, effect, message, dialogues);
  if (moved !== null) return moved;
  return bring(needs, { effect, item }, message, dialogues);
}

async function readSaid({ chatMessages, consultations }: RelayNeeds, { messageId, personId }: RelayMessage) {
  const [message, dialogues] = await Promise.all([
    chatMessages.findById(messageId),
    consultations.listDialoguesOf(personId),
  ]);
  return { message, dialogues: dialogues.map(asLive).filter((each) => each !== null) };
}

async function bring(
  needs: RelayNeeds,
  { effect, item }: { readonly effect: RelayMessage; readonly item: OutboxItem },
  message: RelayedMessage,
  dialogues: readonly LiveDialogue[],
): Promise<Plan | Delivery> {
  const album = await gatherAlbum(needs, message);
  if ('kind' in album) return album;
  const relaying = { effect, parts: album };
  // An earlier attempt may have arrived; of an album that is known by its parts.
  if (item.doubts > 0 || message.delivery === 'sending') return planLost(needs, relaying, 'uncertain');
  const to = await findTarget(needs, relaying, dialogues);
  const sources = album.map(sourceOf).filter((source) => source !== null);
  if (sources.length === 0) return planOf();
  const sent = await send(needs, relaying, sources, to);
  return settle(needs, relaying, sent);
}

async function send(
  { relay, ledger }: RelayNeeds,
  { parts }: Relaying,
  sources: readonly RelaySource[],
  to: RelayTarget,
): Promise<RelayedAll> {
  const [only, ...others] = sources;
  if (only === undefined) return { kind: 'refused', reason: 'nothing-left' };
  if (others.length > 0) {
    // Noted before they leave, so that a part that is stored meanwhile travels alone.
    const sending = {
      kind: 'note-relayed',
      messageIds: parts.map(({ id }) => id),
      delivery: 'sending',
      to: [],
    } as const;
    await ledger.commit(planOf({ changes: [sending] }), { kind: 'job', name: 'relay-album' });
    return relay.copyAlbum(sources, to);
  }
  return allOf(await relay.copy(only, to));
}

async function settle(needs: RelayNeeds, relaying: Relaying, sent: RelayedAll): Promise<Plan | Delivery> {
  switch (sent.kind) {
    case 'shown-all':
      return planArrived(relaying, sent.messageIds);
    case 'retry': {
      await takeBack(needs, relaying);
      return sent;
    }
    case 'refused':
      return planLost(needs, relaying, 'refused');
    case 'blocked': {
      const plan = await planLost(needs, relaying, 'blocked');
      await needs.ledger.commit(plan, { kind: 'job', name: 'relay-blocked' });
      return sent;
    }
    case 'unknown':
      return planLost(needs, relaying, 'uncertain');
  }
}

/** It surely did not leave. */
async function takeBack({ ledger }: RelayNeeds, { parts }: Relaying): Promise<void> {
  if (parts.length < 2) return;
  const waiting = { kind: 'note-relayed', messageIds: parts.map(({ id }) => id), delivery: 'waiting', to: [] } as const;
  await ledger.commit(planOf({ changes: [waiting] }), { kind: 'job', name: 'relay-album' });
}

/** What was said to a specialist who has handed the dialogue over by now is for whoever has it. */
async function findNewReader(
  { consultations, people }: RelayNeeds,
  effect: RelayMessage,
  message: RelayedMessage,
  dialogues: readonly LiveDialogue[],
): Promise<Plan | null> {
  const isTheirs = dialogues.some(({ consultation }) => consultation.id === message.consultationId);
  if (isTheirs || message.side !== 'employee') return null;
  const dialogue = asLive(await consultations.findById(message.consultationId));
  if (dialogue === null || dialogue.consultation.dialogue.specialistId === effect.personId) return null;
  const reader = await people.findById(dialogue.consultation.dialogue.specialistId);
  return reader === null ? null : planOf({ effects: [relayOf(message, reader.person, effect.again)] });
}

function sourceOf({ content, from }: RelayedMessage): RelaySource | null {
  return content === null ? null : { content, from: from.messageId > 0 ? from : null };
}

function isSettled({ delivery }: RelayedMessage): boolean {
  return delivery !== 'waiting' && delivery !== 'sending';
}

function allOf(sent: Sent): RelayedAll {
  return sent.kind === 'shown'
    ? { kind: 'shown-all', messageIds: sent.messageId === null ? [] : [sent.messageId] }
    : sent;
}
