import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { fillReply, repliesOf } from '../writing/saved-replies.ts';
import type { DialogueDesk, LiveDialogue } from './dialogue-desk.ts';
import type { MirrorPace } from './pace-mirrors.ts';
import { sayWords } from './say-words.ts';
import { findOwn } from './steer-dialogue.ts';

const repliesPerPage = 6;

/** *Saved replies* within a dialogue: a tap says one. */
export function listSavedWords(needs: DialogueDesk) {
  return async (turn: SignedInTurn, { consultationId, page: asked }: ActionOf<'dialogue-replies'>): Promise<Plan> => {
    const found = await findTalking(needs, turn, consultationId);
    if (!('about' in found)) return found;
    const { about, number } = found;
    const replies = repliesOf(needs.policy, about);
    const pages = Math.max(1, Math.ceil(replies.length / repliesPerPage));
    const page = Math.min(asked, pages - 1);
    const turnTo = (to: number, caption: 'next' | 'previous'): Button =>
      press({ kind: 'dialogue-replies', consultationId, page: to }, { caption });
    const keyboard = buttons(
      ...replies
        .slice(page * repliesPerPage, (page + 1) * repliesPerPage)
        .map(({ id, title }) => [press({ kind: 'say-reply', consultationId, reply: id }, { label: title })]),
      [...(page > 0 ? [turnTo(page - 1, 'previous')] : []), ...(page + 1 < pages ? [turnTo(page + 1, 'next')] : [])],
    );
    const screen = { kind: 'saved-replies', number, words: null, page, pages, total: replies.length } as const;
    const view = { screen, keyboard, about: about.ticket.id };
    return planOf({ effects: [reply(turn, view, repliesCard(consultationId, page === 0 ? 'below' : 'in-place'))] });
  };
}

/** Said as it is saved, and shown to whoever said it. */
export function saySaved(needs: DialogueDesk & { readonly pace: MirrorPace }) {
  return async (turn: SignedInTurn, { consultationId, reply: id }: ActionOf<'say-reply'>): Promise<Plan> => {
    const found = await findTalking(needs, turn, consultationId);
    if (!('about' in found)) return found;
    const { about, number, dialogue } = found;
    const saved = repliesOf(needs.policy, about).find((other) => other.id === id);
    const requester = (await needs.people.findById(dialogue.consultation.employeeId))?.person ?? null;
    if (saved === undefined) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const text = fillReply(saved, turn, { requester, number });
    const content = { kind: 'text', text, file: null } as const;
    // It stands in no chat of theirs, so there is no message to name.
    const said = await sayWords(needs, turn, dialogue, [{ messageId: 0, content, albumId: null, quoteOf: null }]);
    const view = { screen: { kind: 'reply-said', number, text }, keyboard: null, about: about.ticket.id } as const;
    return joinPlans(
      said ?? planOf(),
      planOf({ effects: [reply(turn, view, repliesCard(consultationId, 'in-place'))] }),
    );
  };
}

async function findTalking(
  needs: DialogueDesk,
  turn: SignedInTurn,
  consultationId: string,
): Promise<{ readonly dialogue: LiveDialogue; readonly about: StoredTicket; readonly number: string } | Plan> {
  const found = await findOwn(needs, turn, consultationId);
  if (!('side' in found)) return found;
  const about = await needs.tickets.findById(found.dialogue.consultation.ticketId);
  const number = about?.ticket.number ?? null;
  if (about === null || number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
  return { dialogue: found.dialogue, about, number };
}

function repliesCard(consultationId: string, where: 'in-place' | 'below') {
  return { kind: where === 'below' ? 'card-below' : 'card', card: `dialogue-replies:${consultationId}` } as const;
}
