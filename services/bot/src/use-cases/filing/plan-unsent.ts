import { changeTicket, judgeSession } from '@desk/domain';
import type { DraftState, Drafts } from '../../ports/drafts.ts';
import type { FileLine } from '../../ports/file-line.ts';
import type { Effect, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, tell, type View } from '../show-screen.ts';
import { titleOfType } from '../tickets/present-ticket.ts';
import { draftCard } from './draft-card.ts';
import type { Filing } from './filing.ts';
import type { PresentDraft } from './present-draft.ts';

export type WhyUnsent =
  | { readonly reason: 'session-ended' }
  | {
      readonly reason: 'invalid' | 'not-permitted' | 'file-forbidden' | 'file-too-large' | 'file-gone';
      readonly file: FileLine | null;
    };

export type PlanUnsent = (filing: Filing, why: WhyUnsent, now: number) => Promise<Plan>;

/**
 * It could not be sent, and is a draft again with every word in it. If another is being written by now, it waits aside.
 * After the end of a session nobody knows whether an attempt arrived: sent again unchanged, it keeps its id.
 */
export function planUnsent({
  drafts,
  policy,
  present,
}: {
  readonly drafts: Drafts;
  readonly policy: Policy;
  readonly present: PresentDraft;
}): PlanUnsent {
  return async (filing, why, now) => {
    const { ticket, draft, requester } = filing;
    const outcome = changeTicket(ticket.ticket, { kind: 'filing-refused' }, now);
    if (outcome.kind === 'refused') return planOf();

    const another = await drafts.findOpenOf(draft.draft.ownerId);
    const ticketId = why.reason === 'session-ended' ? ticket.ticket.id : null;
    const state: DraftState = another === null ? { kind: 'open', ticketId } : { kind: 'discarded', at: now };
    const { version, ...kept } = ticket;
    return planOf({
      changes: [
        { kind: 'save-ticket', ...kept, ticket: outcome.ticket, grant: null, expected: version },
        { kind: 'save-draft', draft: draft.draft, state, expected: draft.version },
      ],
      effects: [
        ...tell(requester.person, explain(filing, why, policy)),
        ...(await showDraft(filing, why, { state, now, policy, present })),
      ],
      audit: [
        {
          act: 'ticket-refused',
          actor: { kind: 'service' },
          on: { kind: 'ticket', id: ticket.ticket.id },
          outcome: 'failed',
          reason: why.reason,
          at: now,
        },
      ],
    });
  };
}

function explain(filing: Filing, why: WhyUnsent, policy: Policy): View {
  if (why.reason === 'session-ended') {
    const screen = { kind: 'sign-in-and-send', typeTitle: titleOf(filing, policy) } as const;
    return { screen, keyboard: { kind: 'share-phone', again: true } };
  }
  const { reason, file } = why;
  return { screen: { kind: 'not-filed', reason, file, contact: policy.supportContact }, keyboard: null };
}

function isSignedIn({ requester }: Filing, now: number, { sessionLimits }: Policy): boolean {
  const { session } = requester;
  return session !== null && judgeSession(session, now, sessionLimits).kind === 'live';
}

/** While the person is signed out the draft is not shown: it comes after sign-in, with *Send*. */
async function showDraft(
  filing: Filing,
  why: WhyUnsent,
  more: {
    readonly state: DraftState;
    readonly now: number;
    readonly policy: Policy;
    readonly present: PresentDraft;
  },
): Promise<readonly Effect[]> {
  const { draft } = filing.draft;
  const { person } = filing.requester;
  if (more.state.kind === 'discarded') {
    const screen = { kind: 'draft-set-aside', typeTitle: titleOf(filing, more.policy) } as const;
    const keyboard = buttons([press({ kind: 'restore-draft', draftId: draft.id })]);
    return tell(person, { screen, keyboard }, draftCard(draft, 'below'));
  }
  if (why.reason === 'session-ended' || !isSignedIn(filing, more.now, more.policy)) return [];
  return tell(person, await more.present(draft, more.now), draftCard(draft, 'below'));
}

function titleOf({ ticket }: Filing, { catalogue }: Policy) {
  return titleOfType(catalogue, ticket.ticket.requestType);
}
