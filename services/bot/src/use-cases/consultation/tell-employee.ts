import type { EmployeeNews } from '@desk/domain';
import type { ConsultationScreen } from '../../ports/consultation-screen.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { DeskEffect, Effect } from '../../ports/plan.ts';
import type { Keyboard } from '../../ports/screen.ts';
import { retireDialogue, tellConnected, tellEnded, tellSilence } from '../dialogue/present-dialogue.ts';
import { buttons, press, tell } from '../show-screen.ts';
import type { Moved, Scene } from './find-scene.ts';
import { answerWays, lineCard, lineCardName, lineWays } from './line-card.ts';

/** What an employee learns of their request. Where they stand in the line is told by `refreshLine`, which knows it. */
export function tellEmployee(news: EmployeeNews, moved: Moved, scene: Scene): readonly Effect[] {
  const { consultation } = moved;
  const employee = scene.people.get(consultation.employeeId);
  if (!employee) return [];
  const about = { consultation, number: scene.ticket.ticket.number };
  const { number } = about;
  const { person } = employee;
  const inLine = (screen: ConsultationScreen, keyboard: Keyboard | null, where: 'in-place' | 'below') =>
    tell(person, { screen, keyboard, about: consultation.ticketId }, lineCard(consultation, where));
  switch (news.kind) {
    case 'waits':
      return [];
    case 'connected': {
      const name = scene.people.get(news.specialistId)?.person.profile.displayName ?? '';
      return [
        ...retire(employee, lineCardName(consultation.id)),
        ...tellConnected(person, about, { side: 'employee', name, dialogues: 1 }),
      ];
    }
    case 'looking-again':
      return [
        ...retireDialogue(person, consultation.id),
        ...inLine({ kind: 'looking-again', number }, lineWays(consultation), 'below'),
      ];
    case 'silent':
      return tellSilence(person, about, { side: 'employee', you: true, endsAt: news.endsAt });
    case 'specialist-silent':
      return tellSilence(person, about, { side: 'employee', you: false, endsAt: news.endsAt });
    case 'somebody-there':
      return inLine({ kind: 'somebody-there', number, until: news.until }, answerWays(consultation), 'below');
    case 'sign-in-to-keep-place': {
      const screen = { kind: 'place-kept', number, until: news.until } as const;
      return [
        ...retire(employee, lineCardName(consultation.id)),
        ...tell(person, { screen, keyboard: { kind: 'share-phone', again: true }, about: consultation.ticketId }),
      ];
    }
    case 'callback-kept':
      return inLine({ kind: 'callback-kept', number, until: news.until }, lineWays(consultation), 'in-place');
    case 'callback-expired': {
      const again = buttons([press({ kind: 'request-consultation', ticketId: consultation.ticketId })]);
      return inLine({ kind: 'callback-expired', number }, again, 'below');
    }
    case 'cancelled':
      return inLine({ kind: 'request-cancelled', number, cause: news.cause }, null, 'below');
    case 'ended': {
      const asksRating = moved.effects.some(({ kind }) => kind === 'ask-rating');
      return tellEnded(person, about, { side: 'employee', end: news.end, asksRating });
    }
  }
}

/** The buttons of a card that has had its day. */
export function retire({ person }: Acquaintance, card: string): readonly DeskEffect[] {
  if (person.blockedAt !== null || person.detachedAt !== null) return [];
  return [{ kind: 'retire-card', chatId: person.chatId, card }];
}
