import type { Composition } from '../../ports/compositions.ts';
import type { OutgoingComments, TicketMessages } from '../../ports/outgoing-comments.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { afterMessage, openComposition } from './composition.ts';
import { findPlace, type Place } from './find-place.ts';
import { closePrompt } from './leave-prompt.ts';
import { joinAlbum, writeComment } from './write-comment.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly ticketMessages: TicketMessages;
  readonly outgoing: OutgoingComments;
  readonly ids: Ids;
  readonly policy: Policy;
  /** Message first: what is for no ticket starts one, or goes on with it. */
  readonly collect: (turn: SignedInTurn, said: IntentOf<'message'>) => Promise<Plan>;
}

/** A message to a ticket: an answer to a message about it, or what a prompt asked for; else it is for a draft. */
export function receiveMessage(needs: Needs) {
  return async (turn: SignedInTurn, said: IntentOf<'message'>): Promise<Plan> => {
    const place = await findPlace(needs, turn, said);
    switch (place?.kind) {
      case 'album':
        return joinAlbum(needs, turn, said.part, place.stored);
      case 'prompt':
        return answerPrompt(needs, turn, said, place.composition);
      case 'reply':
        return answerMessage(needs, turn, said, place);
      case undefined:
        return joinPlans(await needs.collect(turn, said), forgetSilent(turn));
    }
  };
}

function answerPrompt(needs: Needs, turn: SignedInTurn, { part }: IntentOf<'message'>, composition: Composition): Plan {
  const { ticketId, purpose } = composition;
  const visibility = purpose.kind === 'note' ? 'internal' : 'public';
  const written = writeComment(needs, turn, part, { ticketId, visibility, confirm: 'in-place' });
  if (written.kind === 'refused') return written.plan;
  return joinPlans(written.plan, planOf({ changes: [afterMessage(composition, turn.now)] }));
}

async function answerMessage(
  needs: Needs,
  turn: SignedInTurn,
  { part }: IntentOf<'message'>,
  { ticketId, purpose }: Extract<Place, { readonly kind: 'reply' }>,
): Promise<Plan> {
  const stored = await needs.tickets.findById(ticketId);
  // Its time is over: there is nothing to add to.
  if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
  const visibility = purpose === 'note' ? 'internal' : 'public';
  return writeComment(needs, turn, part, { ticketId, visibility, confirm: 'below' }).plan;
}

/** Too long a silence: the prompt says so, and the message is for a draft. */
function forgetSilent(turn: SignedInTurn): Plan {
  const composition = turn.known?.composition ?? null;
  return composition === null || openComposition(turn) !== null ? planOf() : closePrompt(turn, composition);
}
