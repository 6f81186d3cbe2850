import { type Consultation, supervises } from '@desk/domain';
import type { ConsultationScreen } from '../../ports/consultation-screen.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import { buttons, press, tell } from '../show-screen.ts';
import type { Scene } from './find-scene.ts';

type Alert = Extract<ConsultationScreen, { readonly kind: 'consultation-alert' }>;

const minuteMs = 60_000;

/** Everyone who supervises the team hears of it, on shift or not: they may have to find somebody. */
export function alertSupervisors(
  what: Alert['what'],
  consultation: Consultation,
  { ticket, people }: Scene,
  { now }: { readonly now: number },
): readonly ShowEffect[] {
  const { id: consultationId, ticketId, team, queuedAt } = consultation;
  const screen: Alert = {
    ...{ kind: 'consultation-alert', number: ticket.ticket.number, what },
    waitedMinutes: Math.floor((now - queuedAt) / minuteMs),
    stars: consultation.state === 'rated' ? consultation.stars : null,
    comment: null,
  };
  const way =
    what === 'low-rating'
      ? press({ kind: 'open-ticket', ticketId, below: true })
      : press({ kind: 'open-consultation', consultationId });
  return [...people.values()]
    .filter(({ person }) => supervises(person.profile, team))
    .flatMap(({ person }) => tell(person, { screen, keyboard: buttons([way]), about: ticketId }));
}
