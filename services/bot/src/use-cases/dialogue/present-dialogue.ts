import type { Consultation, DialogueEnd, OfferEnd, Side } from '@desk/domain';
import type { ConsultationScreen } from '../../ports/consultation-screen.ts';
import type { Person } from '../../ports/people.ts';
import type { DeskEffect, ShowEffect } from '../../ports/plan.ts';
import type { Button, Keyboard } from '../../ports/screen.ts';
import { asItIs, buttons, press, tell } from '../show-screen.ts';
import { dialogueCard, dialogueCardName, ratingCard, silenceCardName } from './dialogue-card.ts';

/** A dialogue as those who are in it read of it. */
export interface AboutDialogue {
  readonly consultation: Pick<Consultation, 'id' | 'ticketId'>;
  /** The ticket's; null while the tracker has not given it one. */
  readonly number: string | null;
}

/** It is their turn: who is on the line. `dialogues`: how many a specialist has now, with this one. */
export function tellConnected(
  to: Person,
  about: AboutDialogue,
  { side, name, dialogues }: { readonly side: Side; readonly name: string; readonly dialogues: number },
): readonly ShowEffect[] {
  const { consultation, number } = about;
  const keyboard = side === 'employee' ? endAlone(consultation.id) : barOf(consultation.id);
  const view = {
    screen: { kind: 'connected', side, number, name, dialogues },
    keyboard,
    about: consultation.ticketId,
  } as const;
  return tell(to, view, dialogueCard(consultation.id));
}

/** One side is silent: both read when the dialogue will end, and what can be done about it. */
export function tellSilence(
  to: Person,
  about: AboutDialogue,
  { side, you, endsAt }: { readonly side: Side; readonly you: boolean; readonly endsAt: number },
): readonly ShowEffect[] {
  const { id, ticketId } = about.consultation;
  const ways: readonly Button[] = you
    ? [press({ kind: 'still-here', consultationId: id })]
    : [press(side === 'employee' ? { kind: 'ask-another', consultationId: id } : endOf(id))];
  const screen = { kind: 'silence', side, number: about.number, you, endsAt } as const;
  const place = { kind: 'card-below', card: silenceCardName(id) } as const;
  return tell(to, { screen, keyboard: buttons(ways), about: ticketId }, place);
}

/** The dialogue is over. `asksRating`: below it the employee finds the stars. */
export function tellEnded(
  to: Person,
  about: AboutDialogue,
  { side, end, asksRating }: { readonly side: Side; readonly end: DialogueEnd; readonly asksRating: boolean },
): readonly (ShowEffect | DeskEffect)[] {
  const { id, ticketId } = about.consultation;
  const screen = { kind: 'dialogue-ended', side, number: about.number, end } as const;
  const view = { screen, keyboard: asksRating ? buttons(starsOf(id)) : null, about: ticketId };
  const shown = asksRating ? tell(to, view, ratingCard(id, 'below')) : tell(to, view);
  return [...retireDialogue(to, id), ...shown];
}

/** What a specialist learns of a dialogue that was to go to a colleague, or went. */
export function tellTransferRefused(
  to: Person,
  about: AboutDialogue,
  { name, end }: { readonly name: string; readonly end: Exclude<OfferEnd, 'accepted'> },
): readonly ShowEffect[] {
  return tellAbout(to, about, { kind: 'transfer-refused', number: about.number, name, end });
}

export function tellHandedOver(to: Person, about: AboutDialogue, name: string): readonly (ShowEffect | DeskEffect)[] {
  const shown = tellAbout(to, about, { kind: 'handed-over', number: about.number, name });
  return [...retireDialogue(to, about.consultation.id), ...shown];
}

/** Out of the dialogue: somebody else was asked for, or they are no longer there. */
export function tellReplaced(to: Person, about: AboutDialogue): readonly (ShowEffect | DeskEffect)[] {
  const shown = tellAbout(to, about, { kind: 'replaced', number: about.number });
  return [...retireDialogue(to, about.consultation.id), ...shown];
}

/** Off shift with a live dialogue: what now. */
export function tellToFinish(to: Person, about: AboutDialogue, name: string): readonly ShowEffect[] {
  const { id, ticketId } = about.consultation;
  const screen = { kind: 'finish-or-hand-over', number: about.number, name } as const;
  const keyboard = buttons([press({ kind: 'hand-over', consultationId: id }), press(endOf(id))]);
  return tell(to, { screen, keyboard, about: ticketId });
}

/** The five stars; a dialogue is rated where its end is read. */
export function starsOf(consultationId: string): readonly Button[] {
  return [1, 2, 3, 4, 5].map((stars) => press({ kind: 'rate', consultationId, stars }, { label: asItIs(`${stars}`) }));
}

/** What a specialist has at hand while they talk. */
export function barOf(consultationId: string): Keyboard {
  return buttons(
    [press({ kind: 'dialogue-note', consultationId }), press({ kind: 'dialogue-replies', consultationId, page: 0 })],
    [press({ kind: 'dialogue-more', consultationId }), press(endOf(consultationId))],
  );
}

function endAlone(consultationId: string): Keyboard {
  return buttons([press(endOf(consultationId))]);
}

function endOf(consultationId: string) {
  return { kind: 'end-dialogue', consultationId } as const;
}

/** Its buttons have had their day. */
export function retireDialogue(
  { chatId, blockedAt, detachedAt }: Person,
  consultationId: string,
): readonly DeskEffect[] {
  if (blockedAt !== null || detachedAt !== null) return [];
  return [
    { kind: 'retire-card', chatId, card: dialogueCardName(consultationId), pinned: true },
    { kind: 'retire-card', chatId, card: silenceCardName(consultationId) },
  ];
}

function tellAbout(to: Person, { consultation }: AboutDialogue, screen: ConsultationScreen): readonly ShowEffect[] {
  return tell(to, { screen, keyboard: null, about: consultation.ticketId });
}
