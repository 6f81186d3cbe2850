import type { Drafts, StoredDraft } from '../../ports/drafts.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { draftCard } from './draft-card.ts';
import type { PresentDraft } from './present-draft.ts';
import { draftContext, expectNext, findOwnDraft, planStale } from './step-draft.ts';

const restorableMs = 24 * 3_600_000;

/** *Cancel*: out of the way, and for a day one tap brings it back. */
export function discardDraft({ drafts }: { readonly drafts: Drafts }) {
  return async (turn: SignedInTurn, { draftId }: ActionOf<'discard-draft'>): Promise<Plan> => {
    const stored = await findOwnDraft(drafts, turn, draftId);
    if (stored === null) return planStale(turn);
    const { draft, version } = stored;
    const keyboard = buttons([press({ kind: 'restore-draft', draftId })]);
    return planOf({
      changes: [
        {
          kind: 'save-draft',
          draft: { ...draft, expecting: null },
          state: { kind: 'discarded', at: turn.now },
          expected: version,
        },
      ],
      effects: [reply(turn, { screen: { kind: 'draft-discarded' }, keyboard }, draftCard(draft, 'in-place'))],
      audit: [
        {
          act: 'draft-discarded',
          actor: { kind: 'person', id: turn.person.id },
          on: null,
          outcome: 'done',
          reason: null,
          at: turn.now,
        },
      ],
    });
  };
}

/** Brings a draft back that was dropped, or set aside because another was being written. One is written at a time. */
export function restoreDraft({
  drafts,
  policy,
  present,
}: {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly present: PresentDraft;
}) {
  return async (turn: SignedInTurn, { draftId }: ActionOf<'restore-draft'>): Promise<Plan> => {
    const stored = await drafts.findById(draftId);
    if (stored === null || !isRestorable(stored, turn)) return planStale(turn);
    const open = await drafts.findOpenOf(turn.person.id);
    if (open !== null) {
      const current = reply(turn, await present(open.draft, turn.now), draftCard(open.draft, 'below'));
      return planOf({ effects: [notice(turn, { kind: 'finish-draft-first' }), current] });
    }
    const draft = expectNext(stored.draft, draftContext(policy, turn.now));
    return planOf({
      changes: [{ kind: 'save-draft', draft, state: { kind: 'open', ticketId: null }, expected: stored.version }],
      effects: [reply(turn, await present(draft, turn.now), draftCard(draft, 'in-place'))],
    });
  };
}

function isRestorable({ draft, state }: StoredDraft, { person, now }: SignedInTurn): boolean {
  if (draft.ownerId !== person.id) return false;
  switch (state.kind) {
    case 'discarded':
      return now - state.at < restorableMs;
    case 'open':
    case 'sending':
      return false;
  }
}
