import type { Consultation } from '@desk/domain';
import type { ChatClosing } from '../../ports/consultation-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import {
  afterMirror,
  awaitGrant,
  type DocumentNeeds,
  documentedEntry,
  findMirroring,
  planUndocumented,
} from './deliver-mirror.ts';
import { type Mirroring, mirrorDialogue } from './mirror-dialogue.ts';

type CloseChat = Extract<DeskEffect, { readonly kind: 'close-chat' }>;

/**
 * The closing comment, behind everything that was said: written, or brought up to date by a rating that came later.
 * Nothing more can be said into the ticket afterwards, so what is still missing goes first.
 */
export function deliverClosing(needs: DocumentNeeds) {
  return (effect: CloseChat, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const found = await findMirroring(needs, effect.consultationId);
      if (found === 'gone') return planOf();
      if (found.kind === 'no-grant') return awaitGrant(effect, found.stored, now);
      const mirrored = await mirrorDialogue(needs, found.mirroring);
      if (mirrored.kind !== 'all') return afterMirror(mirrored, effect, item, now);
      // Stored first: whatever becomes of the comment, the words are there.
      if (mirrored.changes.length > 0) {
        await needs.ledger.commit(planOf({ changes: mirrored.changes }), { kind: 'job', name: 'mirror-chat' });
      }
      return close(needs, { effect, item, now }, found.mirroring);
    });
}

async function close(
  needs: DocumentNeeds,
  { effect, item, now }: { readonly effect: CloseChat; readonly item: OutboxItem; readonly now: number },
  { stored: { consultation }, grantId, number, language }: Mirroring,
): Promise<Plan | Delivery> {
  const how = howItWent(consultation);
  if (how === null) return planOf();
  const [participants, comment] = await Promise.all([
    findParticipants(needs, consultation.participants),
    needs.chatMessages.findRatingComment(consultation.id),
  ]);
  const closing: ChatClosing = {
    ...{ ...how, participants, comment, language },
    startedAt: consultation.acceptedAt,
    waitedSeconds: Math.max(
      0,
      Math.round(((consultation.acceptedAt ?? how.endedAt) - consultation.requestedAt) / 1_000),
    ),
    revision: now,
  };
  const order = { number, consultationId: consultation.id, closing };
  const answer = await needs.consultationDesk.close(grantId, order);
  switch (answer.kind) {
    case 'closed':
      return planOf({
        audit: [documentedEntry(consultation.id, { outcome: 'done', reason: null, at: now })],
      });
    case 'grant-refused':
      return planUndocumented(effect, answer.kind, now);
    case 'refused':
      return planUndocumented(effect, answer.reason, now);
    case 'down':
    case 'unknown':
      return retryLater(answer, item);
  }
}

/** Null while it goes on. */
function howItWent(consultation: Consultation): Pick<ChatClosing, 'end' | 'endedAt' | 'stars'> | null {
  switch (consultation.state) {
    case 'ended':
      return { end: consultation.end, endedAt: consultation.endedAt, stars: null };
    case 'rated':
      return { end: consultation.end, endedAt: consultation.endedAt, stars: consultation.stars };
    case 'cancelled':
    case 'abandoned':
      return { end: consultation.state, endedAt: consultation.endedAt, stars: null };
    default:
      return null;
  }
}

async function findParticipants(
  { people }: Pick<DocumentNeeds, 'people'>,
  personIds: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.all(personIds.map((personId) => people.findById(personId)));
  return found.flatMap((known) => known?.person.profile.employeeId ?? []);
}
