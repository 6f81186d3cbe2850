import { draftStep } from '@desk/domain';
import type { Drafts } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import type { SignedInTurn } from '../turn.ts';
import { findOwnDraft, planStale, type StepDraft } from './step-draft.ts';
import type { SubmitDraft } from './submit-draft.ts';

/** The *Send* button. What still lacks something shows the question for it instead; a second tap does nothing. */
export function sendDraft({
  drafts,
  policy,
  step,
  submit,
}: {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly step: StepDraft;
  readonly submit: SubmitDraft;
}) {
  const showNext = step<ActionOf<'send-draft'>>({});
  return async (turn: SignedInTurn, said: ActionOf<'send-draft'>): Promise<Plan> => {
    const stored = await findOwnDraft(drafts, turn, said.draftId);
    if (stored === null) return (await isBeingSent(drafts, turn, said.draftId)) ? planOf() : planStale(turn);
    if (draftStep(stored.draft, policy.catalogue) !== 'review') return showNext(turn, said);
    return submit(turn, stored.draft, stored);
  };
}

async function isBeingSent(drafts: Drafts, { person }: SignedInTurn, draftId: string): Promise<boolean> {
  const stored = await drafts.findById(draftId);
  return stored !== null && stored.draft.ownerId === person.id && stored.state.kind === 'sending';
}
