import type { AuditEntry } from '@desk/domain';
import type { Consultations, StoredConsultation } from '../../ports/consultations.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Clock } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type Mirrored, type Mirroring, type MirrorNeeds, mirrorDialogue } from './mirror-dialogue.ts';
import { takeMirrorTurns } from './take-mirror-turns.ts';

type MirrorChat = Extract<DeskEffect, { readonly kind: 'mirror-chat' }>;
type CloseChat = Extract<DeskEffect, { readonly kind: 'close-chat' }>;

export interface DocumentNeeds extends MirrorNeeds {
  readonly consultations: Consultations;
  readonly tickets: Tickets;
  readonly clock: Clock;
}

/** The permission to document it may still be on its way: it waits for the employee's sign-in outside the lane. */
const grantLookMs = 15_000;
/** As long as a permission lasts. */
const grantWaitMs = 72 * 3_600_000;

/** Brings what was said into the ticket. Whatever is in the way holds the lane of the ticket, and nobody's dialogue. */
export function deliverMirror(needs: DocumentNeeds) {
  const turns = takeMirrorTurns();
  return (effect: MirrorChat, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      if (await needs.chatMessages.isMirrored(effect.consultationId)) return planOf();
      const waitMs = turns.waitMs(effect.consultationId, now);
      if (waitMs > 0) return { kind: 'retry', afterMs: waitMs, reason: 'not-its-turn' };
      const found = await findMirroring(needs, effect.consultationId);
      if (found === 'gone') return planOf();
      if (found.kind === 'no-grant') return awaitGrant(effect, found.stored, now);
      const mirrored = await mirrorDialogue(needs, found.mirroring);
      return mirrored.kind === 'all' ? planOf({ changes: mirrored.changes }) : afterMirror(mirrored, effect, item, now);
    });
}

export async function findMirroring(
  { consultations, tickets, people }: DocumentNeeds,
  consultationId: string,
): Promise<
  | 'gone'
  | { readonly kind: 'no-grant'; readonly stored: StoredConsultation }
  | { readonly kind: 'found'; readonly mirroring: Mirroring }
> {
  const stored = await consultations.findById(consultationId);
  if (stored === null) return 'gone';
  const { ticketId, employeeId } = stored.consultation;
  const [about, employee] = await Promise.all([tickets.findById(ticketId), people.findById(employeeId)]);
  // Erased meanwhile: their words with them.
  if (about === null || employee === null) return 'gone';
  const { number } = about.ticket;
  if (stored.grant === null || number === null) return { kind: 'no-grant', stored };
  const { language } = employee.person;
  return { kind: 'found', mirroring: { stored, number, language, grantId: stored.grant.id } };
}

/** Behind whatever joins the lane until then; in vain once no permission can come any more. */
export function awaitGrant(effect: MirrorChat | CloseChat, { consultation }: StoredConsultation, now: number): Plan {
  if (now - consultation.requestedAt >= grantWaitMs) return planUndocumented(effect, 'no-grant', now);
  const once = `${effect.kind === 'mirror-chat' ? 'mirror' : 'close'}:${effect.consultationId}`;
  return planOf({ effects: [{ kind: 'delayed', dueAt: now + grantLookMs, effect, once }] });
}

export function afterMirror(
  mirrored: Exclude<Mirrored, { readonly kind: 'all' }>,
  effect: MirrorChat | CloseChat,
  item: OutboxItem,
  now: number,
): Plan | Delivery {
  switch (mirrored.kind) {
    case 'some':
      return { kind: 'retry', afterMs: 0, reason: 'more-to-mirror' };
    case 'refused':
      return planUndocumented(effect, mirrored.reason, now);
    case 'down':
    case 'unknown':
      return retryLater(mirrored, item);
  }
}

/** What was said stays with the desk, sealed, and operators see why. */
export function planUndocumented({ consultationId }: MirrorChat | CloseChat, reason: string, now: number): Plan {
  return planOf({ audit: [documentedEntry(consultationId, { outcome: 'failed', reason, at: now })] });
}

export function documentedEntry(
  consultationId: string,
  rest: Pick<AuditEntry, 'outcome' | 'reason' | 'at'>,
): AuditEntry {
  return {
    ...{ act: 'consultation-documented', actor: { kind: 'service' }, ...rest },
    on: { kind: 'consultation', id: consultationId },
  };
}
