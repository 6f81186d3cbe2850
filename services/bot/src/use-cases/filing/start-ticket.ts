import type { Drafts } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { draftCard } from './draft-card.ts';
import type { PresentDraft } from './present-draft.ts';

/** *New ticket*: an unfinished one is taken up again, else the person is asked to describe the problem. */
export function startNewTicket({ drafts, present }: { readonly drafts: Drafts; readonly present: PresentDraft }) {
  return async (turn: SignedInTurn): Promise<Plan> => {
    const open = await drafts.findOpenOf(turn.person.id);
    if (open === null) return planOf({ effects: [notice(turn, { kind: 'describe-problem', files: 0 })] });
    const view = await present(open.draft, turn.now);
    return planOf({ effects: [reply(turn, view, draftCard(open.draft, 'below'))] });
  };
}
