import type { OutgoingComments, StoredOutgoing, TicketMessages } from '../../ports/outgoing-comments.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import type { AnswerPrompt } from './answer-prompt.ts';
import { openComposition } from './composition.ts';
import { findPlace } from './find-place.ts';
import { joinAlbum, type WordsNeeds } from './keep-words.ts';
import { closePrompt } from './leave-prompt.ts';
import { writeComment } from './write-comment.ts';

interface Needs extends WordsNeeds {
  readonly tickets: Tickets;
  readonly ticketMessages: TicketMessages;
  readonly outgoing: OutgoingComments;
  readonly answerPrompt: AnswerPrompt;
  /** Message first: what is for no ticket starts one, or goes on with it. */
  readonly collect: (turn: SignedInTurn, said: IntentOf<'message'>) => Promise<Plan>;
}

/** A message to a ticket: an answer to a message about it, or what a prompt asked for; else it is for a draft. */
export function receiveMessage(needs: Needs) {
  return async (turn: SignedInTurn, said: IntentOf<'message'>): Promise<Plan> => {
    const place = await findPlace(needs, turn, said);
    switch (place?.kind) {
      case 'album':
        return goOnWithAlbum(needs, turn, said, place.stored);
      case 'prompt':
        return needs.answerPrompt(turn, said.part, place.composition);
      case 'reply': {
        const stored = await needs.tickets.findById(place.ticketId);
        // Its time is over: there is nothing to add to.
        if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
        const visibility = place.purpose === 'note' ? 'internal' : 'public';
        return writeComment(needs, turn, said.part, {
          ticketId: place.ticketId,
          visibility,
          confirm: 'below',
          count: 1,
        }).plan;
      }
      case undefined:
        return joinPlans(await needs.collect(turn, said), forgetSilent(turn));
    }
  };
}

/** What comes too late for its album goes after it, as a comment of its own. */
function goOnWithAlbum(needs: Needs, turn: SignedInTurn, said: IntentOf<'message'>, stored: StoredOutgoing): Plan {
  const { ticketId, visibility } = stored.comment;
  const joined = joinAlbum(needs, turn, said.part, stored);
  return joined ?? writeComment(needs, turn, said.part, { ticketId, visibility, confirm: 'below', count: 1 }).plan;
}

/** Too long a silence: the prompt says so, and the message is for a draft. */
function forgetSilent(turn: SignedInTurn): Plan {
  const composition = turn.known?.composition ?? null;
  return composition === null || openComposition(turn) !== null ? planOf() : closePrompt(turn, composition);
}
