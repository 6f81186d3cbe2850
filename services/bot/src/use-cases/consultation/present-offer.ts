import type { OfferEnd } from '@desk/domain';
import type { Acquaintance } from '../../ports/people.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { mayRead, workLine } from '../assignment/present-work.ts';
import type { AboutDialogue } from '../dialogue/present-dialogue.ts';
import { buttons, press, tell } from '../show-screen.ts';
import type { Moved, Scene } from './find-scene.ts';
import { offerCard } from './offer-card.ts';

const minuteMs = 60_000;

export interface OfferShown {
  readonly until: number;
  /** A colleague hands it over, with these words. */
  readonly handover: { readonly byPersonId: string; readonly summary: string } | null;
}

/** A request as the specialist reads it: signed out, with number, priority and type alone. */
export function tellOffer(
  to: Acquaintance,
  { consultation }: Moved,
  { until, handover }: OfferShown,
  { scene, now, policy }: { readonly scene: Scene; readonly now: number; readonly policy: Policy },
): readonly ShowEffect[] {
  const { id: consultationId, ticketId, employeeId, queuedAt, priority } = consultation;
  const nameOf = (personId: string) => scene.people.get(personId)?.person.profile.displayName ?? '';
  const reads = mayRead(to, now, policy);
  const screen = {
    kind: 'offer',
    ticket: { ...workLine(scene.ticket, to, now, policy), priority },
    name: reads ? nameOf(employeeId) : null,
    waitedMinutes: Math.floor((now - queuedAt) / minuteMs),
    until,
    handover: handover && { name: nameOf(handover.byPersonId), summary: reads ? handover.summary : null },
  } as const;
  const keyboard = buttons([
    press({ kind: 'accept-offer', consultationId }),
    press({ kind: 'decline-offer', consultationId }),
  ]);
  return tell(to.person, { screen, keyboard, about: ticketId }, offerCard(consultationId, 'below'));
}

/** The buttons are stale: the card says what came of it. `onBreak`: with one tap they are back. */
export function editOffer(
  to: Acquaintance,
  { consultation, number }: AboutDialogue,
  { end, onBreak }: { readonly end: OfferEnd | 'sign-in-awaited'; readonly onBreak: boolean },
): readonly ShowEffect[] {
  const screen = { kind: 'offer-over', number, end, onBreak } as const;
  const keyboard = onBreak ? buttons([press({ kind: 'set-duty', state: 'on-shift' })]) : null;
  const view = { screen, keyboard, about: consultation.ticketId };
  return tell(to.person, view, offerCard(consultation.id, 'in-place'));
}
