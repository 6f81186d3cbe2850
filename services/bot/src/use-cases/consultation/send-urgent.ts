import { changeDraft, type Draft, draftFiles, draftStep, draftText, otherTypeId } from '@desk/domain';
import type { Drafts, StoredDraft } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { draftContext, findOwnDraft, planStale, type StepDraft } from '../filing/step-draft.ts';
import type { SubmitDraft } from '../filing/submit-draft.ts';
import type { ActionOf } from '../routes.ts';
import type { SignedInTurn } from '../turn.ts';
import { findStanding, planRequest, pointTo, type RequestNeeds } from './request-consultation.ts';

interface Needs extends RequestNeeds {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly step: StepDraft;
  readonly submit: SubmitDraft;
}

/**
 * *Urgent* on a draft: what is there becomes a ticket, with defaults for what is not, and the request for a specialist
 * follows in the same step. Whoever has a request standing is led to it, and the draft stays.
 */
export function sendUrgent(needs: Needs) {
  const showNext = needs.step<ActionOf<'send-urgent'>>({});
  return async (turn: SignedInTurn, said: ActionOf<'send-urgent'>): Promise<Plan> => {
    const stored = await findOwnDraft(needs.drafts, turn, said.draftId);
    if (stored === null) return planStale(turn);
    const standing = await findStanding(needs, turn);
    if (standing !== null) return pointTo(needs, turn, standing);
    const draft = withDefaults(stored, turn.now, needs.policy);
    return draft === null ? showNext(turn, said) : submitAndAsk(needs, turn, draft, stored);
  };
}

/** Null where nothing was said yet: a specialist could not tell what it is about. */
function withDefaults({ draft }: StoredDraft, now: number, policy: Policy): Draft | null {
  if (draftText(draft) === '' && draftFiles(draft).length === 0) return null;
  if (draftStep(draft, policy.catalogue) === 'review') return draft;
  const outcome = changeDraft(draft, { kind: 'type-chosen', requestType: otherTypeId }, draftContext(policy, now));
  if (outcome.kind === 'refused') return null;
  return draftStep(outcome.draft, policy.catalogue) === 'review' ? outcome.draft : null;
}

async function submitAndAsk(needs: Needs, turn: SignedInTurn, draft: Draft, stored: StoredDraft): Promise<Plan> {
  const sent = await needs.submit(turn, draft, stored);
  const saved = sent.changes.find((change) => change.kind === 'save-ticket');
  if (!saved) throw new Error('A draft was sent without its ticket.');
  // In the ticket's lane the request stands behind the filing: the gateway knows the ticket before the consultation.
  return joinPlans(planOf(), sent, await planRequest(needs, turn, saved.ticket));
}
