import {
  changeDraft,
  type Draft,
  type DraftContext,
  type DraftEvent,
  defaultDraftLimits,
  draftStep,
} from '@desk/domain';
import type { Drafts, StoredDraft } from '../../ports/drafts.ts';
import type { Change, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { notice, reply, type View } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { draftCard } from './draft-card.ts';
import type { PresentDraft } from './present-draft.ts';

/** What a tap on a draft's card does: an event of the domain, and another view than the next question if need be. */
export interface DraftStep<Said> {
  readonly event?: (said: Said) => DraftEvent;
  /** Null: the next question after all. */
  readonly view?: (draft: Draft, said: Said, now: number) => Promise<View | null> | View | null;
}

export type StepDraft = <Said extends { readonly draftId: string }>(
  step: DraftStep<Said>,
) => (turn: SignedInTurn, said: Said) => Promise<Plan>;

/** One tap on the card of one's own draft: changes it, and shows in its place what comes next. */
export function stepDraft({
  drafts,
  policy,
  present,
}: {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly present: PresentDraft;
}): StepDraft {
  return (step) => async (turn, said) => {
    const stored = await findOwnDraft(drafts, turn, said.draftId);
    if (stored === null) return planStale(turn);

    const context = draftContext(policy, turn.now);
    const outcome = step.event ? changeDraft(stored.draft, step.event(said), context) : null;
    // A refused tap is one on something that is gone (a type, a file): the next question tells what there is instead.
    const changed = outcome?.kind === 'moved' ? outcome.draft : stored.draft;
    const other = (await step.view?.(changed, said, turn.now)) ?? null;
    const draft = other === null ? expectNext(changed, context) : changed;
    const view = other ?? (await present(draft, turn.now));
    return planOf({
      changes: draft === stored.draft ? [] : [saveOpen(draft, stored)],
      effects: [reply(turn, view, draftCard(draft, 'in-place'))],
    });
  };
}

export function draftContext({ catalogue, fileBytesMax }: Policy, now: number): DraftContext {
  return { catalogue, limits: { ...defaultDraftLimits, fileBytesMax }, now };
}

/** The person's own draft while it is being written; null for one that was sent, dropped, or is someone else's. */
export async function findOwnDraft(drafts: Drafts, turn: SignedInTurn, draftId: string): Promise<StoredDraft | null> {
  const stored = await drafts.findById(draftId);
  if (stored === null || stored.draft.ownerId !== turn.person.id) return null;
  return stored.state.kind === 'open' ? stored : null;
}

/** Where a field is demanded next, the next text in the chat is its answer. */
export function expectNext(draft: Draft, context: DraftContext): Draft {
  const step = draftStep(draft, context.catalogue);
  if (draft.expecting !== null || typeof step === 'string') return draft;
  const expectation = { kind: 'field', field: step.fill.id } as const;
  const outcome = changeDraft(draft, { kind: 'expect', expectation }, context);
  return outcome.kind === 'moved' ? outcome.draft : draft;
}

/** An earlier attempt to send it stands for this draft only as long as it says the same. */
export function saveOpen(draft: Draft, before: StoredDraft | null): Change {
  const sameAsSent = before !== null && before.state.kind === 'open' && saysTheSame(draft, before.draft);
  const ticketId = sameAsSent && before.state.kind === 'open' ? before.state.ticketId : null;
  return { kind: 'save-draft', draft, state: { kind: 'open', ticketId }, expected: before?.version ?? 0 };
}

export function planStale(turn: SignedInTurn): Plan {
  return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
}

/** The domain changes values by replacing them, so that what was not replaced is the same. */
function saysTheSame(one: Draft, another: Draft): boolean {
  return (
    one.parts === another.parts &&
    one.requestType === another.requestType &&
    one.priority === another.priority &&
    one.priorityReason === another.priorityReason &&
    one.fields === another.fields
  );
}
