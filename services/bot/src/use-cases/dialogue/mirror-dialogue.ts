import type { Language } from '@desk/domain';
import type { ConsultationDesk } from '../../ports/consultation-desk.ts';
import type { ChatBatch, ChatMessages, StoredConsultation } from '../../ports/consultations.ts';
import type { GatewayTrouble } from '../../ports/gateway-desk.ts';
import type { People } from '../../ports/people.ts';
import type { Change, Ledger } from '../../ports/plan.ts';
import type { Ids } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { linesOf, takeBatch } from './mirror-lines.ts';

export interface MirrorNeeds {
  readonly consultationDesk: ConsultationDesk;
  readonly chatMessages: ChatMessages;
  readonly people: People;
  readonly ledger: Ledger;
  readonly ids: Ids;
}

export type Mirrored =
  /** The ticket has everything that was there; `changes` are still to be stored. */
  | { readonly kind: 'all'; readonly changes: readonly Change[] }
  /** It has a good deal; the rest takes another turn. */
  | { readonly kind: 'some' }
  /** It will never have it. */
  | { readonly kind: 'refused'; readonly reason: string }
  | GatewayTrouble;

export interface Mirroring {
  readonly stored: StoredConsultation;
  readonly grantId: string;
  readonly number: string;
  readonly language: Language;
}

const unsyncedMax = 100;
const batchesPerTurnMax = 10;

/**
 * Brings what was said into the ticket, in its order, each batch once: what it is made of is stored before the first
 * attempt, and its id is the marker under which the gateway finds it again.
 */
export async function mirrorDialogue(needs: MirrorNeeds, mirroring: Mirroring): Promise<Mirrored> {
  const { id } = mirroring.stored.consultation;
  for (let count = 0; count < batchesPerTurnMax; count += 1) {
    const next = await nextBatch(needs, id);
    if (next === null) return { kind: 'all', changes: [] };
    const outcome = await mirrorBatch(needs, mirroring, next.batch);
    if (outcome.kind !== 'mirrored') return outcome;
    const noted: Change = { kind: 'note-mirrored', batchId: next.batch.id };
    if (next.isLast) return { kind: 'all', changes: [noted] };
    await needs.ledger.commit(planOf({ changes: [noted] }), { kind: 'job', name: 'mirror-chat' });
  }
  return { kind: 'some' };
}

interface Next {
  readonly batch: ChatBatch;
  /** Nothing else waits, as far as was seen. */
  readonly isLast: boolean;
}

/** The batch under way, else a new one, stored. */
async function nextBatch({ chatMessages, ledger, ids }: MirrorNeeds, consultationId: string): Promise<Next | null> {
  const underWay = await chatMessages.findBatch(consultationId);
  if (underWay !== null) return { batch: underWay, isLast: false };
  const unsynced = await chatMessages.listUnsynced(consultationId, unsyncedMax);
  if (unsynced.length === 0) return null;
  const messages = takeBatch(unsynced);
  // Named after its first message: a database that has forgotten a batch makes one that the gateway knows again.
  const batch = { id: ids.derive('chat-batch', messages[0]?.id ?? ''), consultationId, messages };
  const messageIds = messages.map(({ id }) => id);
  const fixed: Change = { kind: 'fix-batch', batchId: batch.id, consultationId, messageIds };
  const stored = await ledger.commit(planOf({ changes: [fixed] }), { kind: 'job', name: 'fix-batch' });
  if (stored === 'committed') return { batch, isLast: messages.length === unsynced.length };
  // Somebody else was first: what they fixed is what goes.
  const theirs = await chatMessages.findBatch(consultationId);
  return theirs === null ? null : { batch: theirs, isLast: false };
}

async function mirrorBatch(
  needs: MirrorNeeds,
  { stored, grantId, number, language }: Mirroring,
  batch: ChatBatch,
): Promise<{ readonly kind: 'mirrored' } | Exclude<Mirrored, { readonly kind: 'all' | 'some' }>> {
  const prepared = await linesOf(needs, grantId, batch);
  if (prepared.kind === 'grant-refused') return { kind: 'refused', reason: prepared.kind };
  if (prepared.kind !== 'lines') return prepared;
  const { id: consultationId } = stored.consultation;
  const order = { number, consultationId, batchId: batch.id, language, lines: prepared.lines };
  const answer = await needs.consultationDesk.mirror(grantId, order);
  switch (answer.kind) {
    case 'mirrored':
      return { kind: 'mirrored' };
    case 'upload-missing':
      // The next attempt brings its files anew.
      return { kind: 'down', retryAfterMs: null };
    case 'grant-refused':
      return { kind: 'refused', reason: answer.kind };
    case 'refused':
      return { kind: 'refused', reason: answer.reason };
    case 'down':
    case 'unknown':
      return answer;
  }
}
