import { type DraftPart, defaultDraftLimits, judgeFile } from '@desk/domain';
import type { OutgoingComment, OutgoingContent, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Change, DeskEffect, DelayedEffect, Plan, ShowEffect } from '../../ports/plan.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** The parts of an album come one by one: for so long after the first they join it. */
export const albumMs = 1_500;

const commentCharsMax = 16_000;

interface Needs {
  readonly ids: Ids;
  readonly policy: Policy;
}

export interface CommentPlace {
  readonly ticketId: string;
  readonly visibility: OutgoingComment['visibility'];
  readonly confirm: Extract<DeskEffect, { readonly kind: 'post-comment' }>['confirm'];
}

export type Written =
  | { readonly kind: 'written'; readonly plan: Plan }
  /** Nothing of it can be taken: the plan says why. */
  | { readonly kind: 'refused'; readonly plan: Plan };

/** Keeps what a person wrote, and sends it on its way to the tracker; their words leave as soon as it is there. */
export function writeComment({ ids, policy }: Needs, turn: SignedInTurn, part: DraftPart, place: CommentPlace): Written {
  const taken = takePart(turn, part, policy);
  if (taken.part === null) return { kind: 'refused', plan: planOf({ effects: taken.explained }) };

  const { ticketId, visibility, confirm } = place;
  const { albumId } = part;
  const comment: OutgoingComment = {
    id: ids.next(),
    ...{ ticketId, visibility, albumId },
    authorId: turn.person.id,
    language: turn.language,
    state: albumId === null ? 'sending' : 'collecting',
    content: { parts: [taken.part], uploaded: [], withoutFile: [] },
    wordedIn: taken.part.text === null ? [] : [part.messageId],
    delayTold: false,
    createdAt: turn.now,
  };
  const post = { kind: 'post-comment', ticketId, messageId: comment.id, confirm, askedAt: null } as const;
  const effect: DeskEffect | DelayedEffect =
    albumId === null ? post : { kind: 'delayed', dueAt: turn.now + albumMs, effect: post };
  return {
    kind: 'written',
    plan: planOf({
      changes: [{ kind: 'save-outgoing', comment, expected: 0 }, noteMessage(turn, part, comment)],
      effects: [...taken.explained, effect],
    }),
  };
}

/** A further part of an album; one that comes too late for it goes after it as a comment of its own. */
export function joinAlbum(needs: Needs, turn: SignedInTurn, part: DraftPart, { comment, version }: StoredOutgoing): Plan {
  if (comment.state !== 'collecting' || comment.content === null) {
    const { ticketId, visibility } = comment;
    return writeComment(needs, turn, part, { ticketId, visibility, confirm: 'in-place' }).plan;
  }
  const taken = takePart(turn, part, needs.policy);
  const explained = planOf({ effects: taken.explained });
  if (taken.part === null) return explained;
  const content = withPart(comment.content, taken.part);
  if (textOf(content).length > commentCharsMax) {
    const refusal = { reason: 'text-too-long', charsMax: commentCharsMax } as const;
    return planOf({ effects: [notice(turn, { kind: 'draft-refused', refusal })] });
  }
  const wordedIn = taken.part.text === null ? comment.wordedIn : [...comment.wordedIn, part.messageId];
  return joinPlans(
    explained,
    planOf({
      changes: [
        { kind: 'save-outgoing', comment: { ...comment, content, wordedIn }, expected: version },
        noteMessage(turn, part, comment),
      ],
    }),
  );
}

/** Everything that was written, a line or more for each message. */
export function textOf({ parts }: OutgoingContent): string {
  return parts.flatMap(({ text }) => (text === null ? [] : [text])).join('\n');
}

function withPart(content: OutgoingContent, part: DraftPart): OutgoingContent {
  const parts = [...content.parts, part].toSorted((one, another) => one.messageId - another.messageId);
  return { ...content, parts };
}

function noteMessage({ speaker: { chatId } }: SignedInTurn, { messageId }: DraftPart, comment: OutgoingComment): Change {
  return { kind: 'note-message', chatId, messageId, ticketId: comment.ticketId, message: comment.id };
}

/** The words stay where the file cannot be taken; null when nothing is left. */
function takePart(
  turn: SignedInTurn,
  part: DraftPart,
  { fileBytesMax }: Policy,
): { readonly part: DraftPart | null; readonly explained: readonly ShowEffect[] } {
  const text = part.text === null || part.text.trim() === '' ? null : part.text;
  const limits = { ...defaultDraftLimits, fileBytesMax };
  const verdict = part.file === null ? 'accepted' : judgeFile(part.file, limits);
  if (part.file === null || verdict === 'accepted') {
    return { part: text === null && part.file === null ? null : { ...part, text }, explained: [] };
  }
  const file = { kind: part.file.kind, name: part.file.name };
  const refusal =
    verdict === 'file-too-large'
      ? ({ reason: verdict, file, bytesMax: fileBytesMax } as const)
      : ({ reason: verdict, file } as const);
  const explained = [notice(turn, { kind: 'draft-refused', refusal })];
  return { part: text === null ? null : { ...part, text, file: null }, explained };
}
