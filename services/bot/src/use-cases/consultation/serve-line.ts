import { isInLine, type WaitReason } from '@desk/domain';
import type { WaitLines } from '../../ports/consultation-board.ts';
import type { StoredConsultation } from '../../ports/consultations.ts';
import { type AdvanceNeeds, advance } from './advance.ts';
import { type NextOffer, type OfferNextNeeds, offerNext } from './offer-next.ts';
import { type RefreshLineNeeds, refreshLine } from './refresh-line.ts';
import { firstInTurn, isEmpty, waiterOf } from './wait-lists.ts';

export interface ServeLineNeeds extends AdvanceNeeds, OfferNextNeeds, RefreshLineNeeds {
  readonly waitLines: WaitLines;
}

/** As far down the line as the domain looks; what is left is found by the next job. */
const lookedAtMax = 50;
const offersPerRunMax = 100;

const cause = { kind: 'job', name: 'consult' } as const;

/** `away`: Redis does not answer. Nobody is offered anything until it is back; everyone keeps their place. */
export type LineServed = { readonly kind: 'served'; readonly offers: number } | { readonly kind: 'away' };

/**
 * The job of the `consult` queue: the named consultation is put into the line of its team or taken out, then the head
 * is served again and again, until nobody is free or nobody waits. Only that queue calls it; run twice, it finds
 * nothing to do.
 */
export function serveLine(needs: ServeLineNeeds) {
  const offer = offerNext(needs);
  const refresh = refreshLine(needs);
  return async (team: string, consultationId: string | null): Promise<LineServed> => {
    if (consultationId !== null && (await place(needs, team, consultationId)) === 'away') return { kind: 'away' };
    let offers = 0;
    while (offers < offersPerRunMax) {
      const next = await serveHead(needs, offer, team, consultationId);
      if (next === 'away') return { kind: 'away' };
      if (next === null || next.kind === 'nobody-waits') break;
      if (next.kind === 'nobody') {
        await leaveWaiting(needs, next);
        break;
      }
      offers += 1;
    }
    await refresh(team);
    return { kind: 'served', offers };
  };
}

/** Where its row says it stands. */
async function place({ consultations, waitLines }: ServeLineNeeds, team: string, consultationId: string) {
  const stored = await consultations.findById(consultationId);
  const stands = stored !== null && isInLine(stored.consultation) && stored.consultation.team === team;
  return stands ? waitLines.put(team, waiterOf(stored.consultation)) : waitLines.drop(team, consultationId);
}

/** Null when the line is empty. */
async function serveHead(
  { waitLines, clock }: ServeLineNeeds,
  offer: ReturnType<typeof offerNext>,
  team: string,
  consultationId: string | null,
): Promise<NextOffer | 'away' | null> {
  const lists = await waitLines.read(team, lookedAtMax);
  if (lists === 'away') return 'away';
  if (isEmpty(lists)) return null;
  const first = firstInTurn(lists, clock.now(), lookedAtMax);
  // Whoever has just come learns at once how it stands, however long the line.
  const ids = consultationId === null || first.includes(consultationId) ? first : [...first, consultationId];
  const next = await offer(team, ids);
  const leaving = next.kind === 'offered' ? [...next.gone, next.consultationId] : next.gone;
  for (const id of leaving) if ((await waitLines.drop(team, id)) === 'away') return 'away';
  return next;
}

/** Why nobody could be asked is noted in the rows it is news to. */
async function leaveWaiting(
  needs: ServeLineNeeds,
  { reason, stuck, others }: Extract<NextOffer, { readonly kind: 'nobody' }>,
): Promise<void> {
  const leave = advance(needs);
  const told: readonly (readonly [readonly StoredConsultation[], WaitReason])[] = [
    [stuck, 'all-asked'],
    [reason === 'all-asked' ? [] : others, reason],
  ];
  for (const [waiting, why] of told) {
    for (const { consultation } of waiting.filter((stored) => !isKnown(stored, why))) {
      await leave(consultation.id, { kind: 'nobody-free', reason: why }, cause);
    }
  }
}

function isKnown({ consultation }: StoredConsultation, reason: WaitReason): boolean {
  if (consultation.state !== 'waiting' || consultation.reason !== reason) return false;
  return reason !== 'all-asked' || consultation.nextRoundAt !== null;
}
