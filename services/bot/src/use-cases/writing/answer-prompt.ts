import type { DraftPart } from '@desk/domain';
import type { Composition, Purpose, TicketPurpose } from '../../ports/compositions.ts';
import type { OutgoingComment } from '../../ports/outgoing-comments.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { TrackerChange } from '../../ports/tracker-change.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { afterMessage } from './composition.ts';
import { afterAlbum, isComment, keepWords, type WordsNeeds } from './keep-words.ts';
import { postOf, writeComment } from './write-comment.ts';
import { writingCard } from './writing-card.ts';

export type AnswerPrompt = (turn: SignedInTurn, part: DraftPart, composition: Composition) => Promise<Plan>;

/** Passes a ticket on with a note, or without. */
export type PassOn = (turn: SignedInTurn, composition: Composition, note: OutgoingComment | null) => Promise<Plan>;

export type FindReply = (turn: SignedInTurn, ticketId: string, words: string) => Promise<Plan>;

interface Needs extends WordsNeeds {
  readonly passOn: PassOn;
  readonly findReply: FindReply;
  /** What a prompt of a dialogue asked for. */
  readonly inDialogue: AnswerPrompt;
}

/** A message that a prompt asked for. */
export function answerPrompt(needs: Needs): AnswerPrompt {
  return async (turn, part, composition) => {
    const { ticketId, number, purpose } = composition;
    const spoken = planOf({ changes: [afterMessage(composition, turn.now)] });
    switch (purpose.kind) {
      case 'comment':
      case 'note': {
        const visibility = visibilityOf(purpose);
        const count = composition.messages + 1;
        const written = writeComment(needs, turn, part, { ticketId, visibility, confirm: 'in-place', count });
        return written.kind === 'kept' ? joinPlans(written.plan, spoken) : written.plan;
      }
      case 'find-reply':
        return part.text === null
          ? planOf({ effects: [notice(turn, { kind: 'words-needed', number })] })
          : joinPlans(await needs.findReply(turn, ticketId, part.text), spoken);
      case 'handover':
      case 'rating-comment':
        return needs.inDialogue(turn, part, composition);
      default:
        return changeInWords(needs, turn, part, { ...composition, purpose });
    }
  };
}

async function changeInWords(
  needs: Needs,
  turn: SignedInTurn,
  part: DraftPart,
  composition: Composition & { readonly purpose: TicketPurpose },
): Promise<Plan> {
  const { ticketId, number, purpose } = composition;
  const missing = missingIn(part, purpose);
  if (missing !== null) return planOf({ effects: [notice(turn, { kind: missing, number })] });
  const kept = keepWords(needs, turn, part, { ticketId, visibility: visibilityOf(purpose) });
  if (kept.kind === 'refused') return kept.plan;
  const { comment } = kept;
  const change = changeOf(purpose);
  const spoken = planOf({ changes: [afterMessage(composition, turn.now)] });
  if (change === null) return joinPlans(kept.plan, await needs.passOn(turn, composition, comment), spoken);
  return joinPlans(
    kept.plan,
    spoken,
    planChange(turn, { ticketId, number }, change, { words: comment, where: 'in-place' }),
  );
}

/** Sends a change on its way, behind the comment that carries its files, and says so: where the prompt stood, or below. */
export function planChange(
  turn: SignedInTurn,
  { ticketId, number }: Pick<Composition, 'ticketId' | 'number'>,
  change: TrackerChange,
  { words, where }: { readonly words: OutgoingComment | null; readonly where: 'in-place' | 'below' },
): Plan {
  const effect: DeskEffect = {
    kind: 'change-in-tracker',
    ...{ ticketId, change, byPersonId: turn.person.id },
    ...{ remarkId: words?.id ?? null, askedAt: null },
  };
  const view = { screen: { kind: 'change-sent', number, change }, keyboard: null, about: ticketId } as const;
  return planOf({
    effects: [
      reply(turn, view, writingCard(where)),
      ...(words !== null && isComment(words)
        ? [afterAlbum(words, postOf(words, { confirm: 'in-place', count: 1 }), 0)]
        : []),
      words === null ? effect : afterAlbum(words, effect, 1),
    ],
  });
}

/** What a purpose does to the ticket besides what is written; null where nothing is asked of the tracker itself. */
export function changeOf(purpose: TicketPurpose): TrackerChange | null {
  switch (purpose.kind) {
    case 'ask':
      return { kind: 'move', to: 'waiting-for-customer' };
    case 'resolve':
      return { kind: 'move', to: 'resolved' };
    case 'withdraw':
      return { kind: 'move', to: 'closed' };
    case 'reopen':
      return { kind: 'move', to: 'waiting-for-support' };
    case 'priority':
      return { kind: 'prioritise', priority: purpose.priority };
    case 'participant':
      return { kind: 'let-in' };
    case 'transfer':
      return purpose.to.kind === 'team' ? { kind: 'transfer', team: purpose.to.team } : null;
    case 'comment':
    case 'note':
    case 'find-reply':
      return null;
  }
}

function visibilityOf({ kind }: Purpose): OutgoingComment['visibility'] {
  return kind === 'note' || kind === 'transfer' ? 'internal' : 'public';
}

/** What a message lacks; the prompt stays open for another. A reason or a note goes along with a change, without files. */
function missingIn({ text, file }: DraftPart, { kind }: Purpose): 'words-needed' | 'address-needed' | null {
  switch (kind) {
    case 'priority':
    case 'transfer':
      return text === null || file !== null ? 'words-needed' : null;
    case 'participant':
      return text === null || file !== null || !isAddress(text.trim()) ? 'address-needed' : null;
    default:
      return null;
  }
}

/** As much as the contract wants of an e-mail address or a phone number; whose it is, the staff list knows. */
function isAddress(text: string): boolean {
  return text.length >= 3 && text.length <= 100 && (/^\S+@\S+$/.test(text) || /^\+?[\d\s().-]{5,}$/.test(text));
}
