import { isOpen, type SpecialistNews, works } from '@desk/domain';
import type { Acquaintance } from '../../ports/people.ts';
import type { Effect, ShowEffect } from '../../ports/plan.ts';
import {
  tellConnected,
  tellEnded,
  tellHandedOver,
  tellReplaced,
  tellSilence,
  tellToFinish,
  tellTransferRefused,
} from '../dialogue/present-dialogue.ts';
import { buttons, press, tell } from '../show-screen.ts';
import type { Moved, Scene } from './find-scene.ts';
import { editOffer } from './present-offer.ts';

/** What a specialist learns of a consultation they are asked for, or talk in. */
export function tellSpecialist(
  { personId, news }: { readonly personId: string; readonly news: SpecialistNews },
  { consultation }: Moved,
  scene: Scene,
): readonly Effect[] {
  const specialist = scene.people.get(personId);
  if (!specialist) return [];
  const { person } = specialist;
  const about = { consultation, number: scene.ticket.ticket.number };
  const employeeName = nameOf(scene, consultation.employeeId);
  switch (news.kind) {
    case 'connected': {
      const { id: consultationId, ticketId } = consultation;
      return [
        ...tellConnected(person, about, { side: 'specialist', name: employeeName, dialogues: scene.dialogues }),
        { kind: 'join-consultation', ticketId, consultationId, personId, askedAt: null },
      ];
    }
    case 'sign-in-to-accept':
      return editOffer(specialist, about, { end: 'sign-in-awaited', onBreak: false });
    case 'silent':
      return tellSilence(person, about, { side: 'specialist', you: true, endsAt: news.endsAt });
    case 'employee-silent':
      return tellSilence(person, about, { side: 'specialist', you: false, endsAt: news.endsAt });
    case 'finish-or-hand-over':
      return tellToFinish(person, about, employeeName);
    case 'transfer-refused':
      return news.cause === 'accepted'
        ? []
        : tellTransferRefused(person, about, { name: nameOf(scene, news.by), end: news.cause });
    case 'handed-over':
      return tellHandedOver(person, about, nameOf(scene, news.to));
    case 'replaced':
      return tellReplaced(person, about);
    case 'ended':
      return [
        ...tellEnded(person, about, { side: 'specialist', end: news.end, asksRating: false }),
        ...askToTakeOver(specialist, consultation.id, scene),
      ];
  }
}

/** After a consultation on a ticket that is not theirs: leave it, or take it over. */
function askToTakeOver(
  { person }: Acquaintance,
  consultationId: string,
  { ticket, people }: Scene,
): readonly ShowEffect[] {
  const { id: ticketId, number, status, team, assigneeId, assignedElsewhere } = ticket.ticket;
  if (assigneeId === person.id || number === null || !isOpen(status) || !works(person.profile, team)) return [];
  const colleague = assigneeId === null ? null : (people.get(assigneeId)?.person.profile.displayName ?? null);
  if (assignedElsewhere || (assigneeId !== null && colleague === null)) return [];
  const screen = { kind: 'take-over-asked', number, assigneeName: colleague } as const;
  const keyboard = buttons([press({ kind: 'take-over-ticket', ticketId, consultationId })]);
  return tell(person, { screen, keyboard, about: ticketId }, { kind: 'card-below', card: takeOverCardName(ticketId) });
}

export function takeOverCardName(ticketId: string): string {
  return `take-over:${ticketId}`;
}

function nameOf({ people }: Scene, personId: string): string {
  return people.get(personId)?.person.profile.displayName ?? '';
}
