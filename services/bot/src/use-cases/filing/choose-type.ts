import { changeDraft, type Draft, type DraftEvent, draftStep, findRequestType } from '@desk/domain';
import type { Drafts } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { ActionOf } from '../routes.ts';
import type { SignedInTurn } from '../turn.ts';
import { draftContext, findOwnDraft, type StepDraft } from './step-draft.ts';
import type { SubmitDraft } from './submit-draft.ts';

interface Needs {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly step: StepDraft;
  readonly submit: SubmitDraft;
}

/**
 * What it is about. A type marked quick is sent by this very tap, unless it lacks an answer, or the person came back
 * from the review to choose another: then they see it once more.
 */
export function chooseType(needs: Needs) {
  return completeOrStep<ActionOf<'choose-type'>>(
    needs,
    ({ requestType }) => ({ kind: 'type-chosen', requestType }),
    (draft) => draft.requestType === null,
  );
}

/** An answer from a list; the last one a quick type demands sends it. */
export function chooseValue(needs: Needs) {
  return completeOrStep<ActionOf<'choose-value'>>(
    needs,
    ({ field, choice }) => ({ kind: 'field-filled', field, value: choice }),
    (draft) => draftStep(draft, needs.policy.catalogue) !== 'review',
  );
}

function completeOrStep<Said extends { readonly draftId: string }>(
  { drafts, policy, step, submit }: Needs,
  event: (said: Said) => DraftEvent,
  wasOnTheWay: (draft: Draft) => boolean,
) {
  const stepOn = step<Said>({ event });
  return async (turn: SignedInTurn, said: Said): Promise<Plan> => {
    const stored = await findOwnDraft(drafts, turn, said.draftId);
    if (stored === null || !wasOnTheWay(stored.draft)) return stepOn(turn, said);
    const outcome = changeDraft(stored.draft, event(said), draftContext(policy, turn.now));
    if (outcome.kind === 'refused' || !isQuick(outcome.draft, policy)) return stepOn(turn, said);
    return submit(turn, outcome.draft, stored);
  };
}

/** Complete, and of a type that needs no second look. */
export function isQuick(draft: Draft, { catalogue }: Policy): boolean {
  const type = draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
  return type?.quick === true && draftStep(draft, catalogue) === 'review';
}
