import {
  changeDraft,
  type Draft,
  type DraftContext,
  type DraftOutcome,
  type DraftPart,
  draftStep,
  startDraft,
} from '@desk/domain';
import type { Drafts, StoredDraft } from '../../ports/drafts.ts';
import type { Plan, ShowEffect } from '../../ports/plan.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { isQuick } from './choose-type.ts';
import { draftCard } from './draft-card.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { PresentDraft } from './present-draft.ts';
import { draftContext, expectNext, saveOpen } from './step-draft.ts';
import type { SubmitDraft } from './submit-draft.ts';

/**
 * Message first: any text, photo or file starts a ticket or goes on with it, as an answer where one was asked for. The
 * card follows what was written; the parts of an album, which arrive one by one, change it in place.
 */
export function collectMessage({
  drafts,
  policy,
  ids,
  present,
  submit,
}: {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly ids: Ids;
  readonly present: PresentDraft;
  readonly submit: SubmitDraft;
}) {
  return async (turn: SignedInTurn, { part }: IntentOf<'message'>): Promise<Plan> => {
    const stored = await drafts.findOpenOf(turn.person.id);
    const context = draftContext(policy, turn.now);
    const draft = stored?.draft ?? startDraft({ id: ids.next(), ownerId: turn.person.id, now: turn.now });

    const outcome = receive(draft, part, context);
    if (outcome.kind === 'refused') {
      return planOf({ effects: explainRefusal(turn, { draft, part, reason: outcome.reason }, context) });
    }
    const leftOut =
      outcome.leftOut === null ? [] : explainRefusal(turn, { draft, part, reason: outcome.leftOut }, context);
    if (stored && isLastAnswer(stored.draft, outcome.draft, policy)) {
      return joinPlans(planOf({ effects: leftOut }), await submit(turn, outcome.draft, stored));
    }
    const next = expectNext(outcome.draft, context);
    const shown = reply(
      turn,
      await present(next, turn.now),
      draftCard(next, isOfAlbum(draft, part) ? 'in-place' : 'below'),
    );
    return planCollected(next, stored, [...leftOut, shown]);
  };
}

function planCollected(draft: Draft, before: StoredDraft | null, effects: readonly ShowEffect[]): Plan {
  return planOf({ changes: [saveOpen(draft, before)], effects });
}

/** The catalogue may have changed since a field was asked for: what was written then is part of the description. */
function receive(draft: Draft, part: DraftPart, context: DraftContext): DraftOutcome {
  const outcome = changeDraft(draft, { kind: 'message-received', part }, context);
  const isAskedInVain =
    outcome.kind === 'refused' && (outcome.reason === 'unknown-field' || outcome.reason === 'unknown-type');
  if (!isAskedInVain) return outcome;
  return changeDraft({ ...draft, expecting: null }, { kind: 'message-received', part }, context);
}

/** The answer that a quick type still lacked sends it; whatever is written into a complete draft is looked at again. */
function isLastAnswer(before: Draft, after: Draft, policy: Policy): boolean {
  const wasAsked = before.expecting?.kind === 'field' && draftStep(before, policy.catalogue) !== 'review';
  return wasAsked && after.expecting === null && isQuick(after, policy);
}

function isOfAlbum(draft: Draft, { albumId }: DraftPart): boolean {
  return albumId !== null && draft.parts.some((other) => other.albumId === albumId);
}

/** The person corrected a message in the chat: the draft says what the chat says. */
export function correctMessage({
  drafts,
  policy,
  present,
}: {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly present: PresentDraft;
}) {
  return async (turn: SignedInTurn, { messageId, text }: IntentOf<'message-edited'>): Promise<Plan> => {
    const stored = await drafts.findOpenOf(turn.person.id);
    const part = stored?.draft.parts.find((other) => other.messageId === messageId);
    if (!stored || !part) return planOf({ effects: [notice(turn, { kind: 'edited-too-late' })] });

    const context = draftContext(policy, turn.now);
    const outcome = changeDraft(stored.draft, { kind: 'message-edited', messageId, text }, context);
    if (outcome.kind === 'refused') {
      return planOf({ effects: explainRefusal(turn, { draft: stored.draft, part, reason: outcome.reason }, context) });
    }
    const next = expectNext(outcome.draft, context);
    const shown = reply(turn, await present(next, turn.now), draftCard(next, 'in-place'));
    return planCollected(next, stored, [shown]);
  };
}
