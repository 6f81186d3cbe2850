import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import { decides } from '../tickets/list-ways.ts';
import type { SignedInTurn } from '../turn.ts';
import { planPrompt } from '../writing/open-prompt.ts';
import { type DialogueDesk, otherOf } from './dialogue-desk.ts';
import { findOwn } from './steer-dialogue.ts';

type Needs = Pick<DialogueDesk, 'consultations' | 'tickets' | 'people'>;

/** *More*: what a specialist needs now and then. */
export function showDialogueMenu(needs: Needs) {
  return async (turn: SignedInTurn, { consultationId }: ActionOf<'dialogue-more'>): Promise<Plan> => {
    const found = await findOwn(needs, turn, consultationId);
    if (!('side' in found)) return found;
    const { consultation } = found.dialogue;
    const [about, other] = await Promise.all([
      needs.tickets.findById(consultation.ticketId),
      needs.people.findById(otherOf(found.dialogue, found.side)),
    ]);
    const isTheirs = about !== null && decides(turn.person, about);
    const link: readonly Button[] =
      about === null || about.url === null ? [] : [{ kind: 'link', label: 'open-in-tracker', url: about.url }];
    const keyboard = buttons(
      [press({ kind: 'hand-over', consultationId })],
      isTheirs ? [press({ kind: 'dialogue-resolve', consultationId })] : [],
      link,
      [press({ kind: 'end-dialogue', consultationId })],
    );
    const name = other?.person.profile.displayName ?? '';
    const screen = { kind: 'dialogue-menu', number: about?.ticket.number ?? null, name } as const;
    const place = { kind: 'card-below', card: `dialogue-menu:${consultationId}` } as const;
    return planOf({ effects: [reply(turn, { screen, keyboard, about: consultation.ticketId }, place)] });
  };
}

/** The next message is a note for colleagues, or a solution; whoever is on the line reads neither as a message. */
export function promptInDialogue(needs: Needs, what: 'note' | 'resolve') {
  return async (turn: SignedInTurn, { consultationId }: { readonly consultationId: string }): Promise<Plan> => {
    const found = await findOwn(needs, turn, consultationId);
    if (!('side' in found)) return found;
    const stored = await needs.tickets.findById(found.dialogue.consultation.ticketId);
    const number = stored?.ticket.number ?? null;
    if (stored === null || number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    if (what === 'resolve' && !decides(turn.person, stored)) {
      return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    }
    return planPrompt(turn, { id: stored.ticket.id, number }, { kind: what });
  };
}
