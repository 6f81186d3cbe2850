import { type DraftPart, defaultDraftLimits, judgeFile } from '@desk/domain';
import type { OutgoingComment, OutgoingContent, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Change, DelayedEffect, DeskEffect, Plan, ShowEffect } from '../../ports/plan.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** The parts of an album come one by one: for so long after the first they join it. */
export const albumMs = 1_500;

const commentCharsMax = 16_000;

export interface WordsNeeds {
  readonly ids: Ids;
  readonly policy: Policy;
}

export type KeptWords =
  | { readonly kind: 'kept'; readonly comment: OutgoingComment; readonly plan: Plan }
  /** Nothing of it can be taken: the plan says why. */
  | { readonly kind: 'refused'; readonly plan: Plan };

/** Keeps what a person wrote about a ticket, sealed, until the tracker has it. */
export function keepWords(
  { ids, policy }: WordsNeeds,
  turn: SignedInTurn,
  part: DraftPart,
  { ticketId, visibility }: Pick<OutgoingComment, 'ticketId' | 'visibility'>,
): KeptWords {
  const taken = takePart(turn, part, policy);
  const explained = planOf({ effects: taken.explained });
  if (taken.part === null) return { kind: 'refused', plan: explained };
  const comment = commentOf(ids.next(), turn, taken.part, { ticketId, visibility });
  const changes: Change[] = [{ kind: 'save-outgoing', comment, expected: 0 }, noteMessage(turn, part, comment)];
  return { kind: 'kept', comment, plan: joinPlans(planOf({ changes }), explained) };
}

export function commentOf(
  id: string,
  turn: SignedInTurn,
  part: DraftPart,
  { ticketId, visibility }: Pick<OutgoingComment, 'ticketId' | 'visibility'>,
): OutgoingComment {
  const { albumId, messageId, text } = part;
  return {
    ...{ id, ticketId, visibility, albumId },
    authorId: turn.person.id,
    language: turn.language,
    state: albumId === null ? 'sending' : 'collecting',
    content: { parts: [part], uploaded: [], withoutFile: [], correction: null },
    wordedIn: text === null ? [] : [messageId],
    delayTold: false,
    createdAt: turn.now,
  };
}

/** A further part of an album joins it while it waits for them; null when it is on its way. */
export function joinAlbum(
  { policy }: WordsNeeds,
  turn: SignedInTurn,
  part: DraftPart,
  { comment, version }: StoredOutgoing,
): Plan | null {
  if (comment.state !== 'collecting' || comment.content === null) return null;
  const taken = takePart(turn, part, policy);
  const explained = planOf({ effects: taken.explained });
  if (taken.part === null) return explained;
  const parts = [...comment.content.parts, taken.part].toSorted((one, another) => one.messageId - another.messageId);
  const content = { ...comment.content, parts };
  if (textOf(content).length > commentCharsMax) {
    const refusal = { reason: 'text-too-long', charsMax: commentCharsMax } as const;
    return planOf({ effects: [notice(turn, { kind: 'draft-refused', refusal })] });
  }
  const wordedIn = taken.part.text === null ? comment.wordedIn : [...comment.wordedIn, part.messageId];
  const joined: Change = { kind: 'save-outgoing', comment: { ...comment, content, wordedIn }, expected: version };
  return joinPlans(explained, planOf({ changes: [joined, noteMessage(turn, part, comment)] }));
}

/** Files travel with a comment; words alone may go along with a change of the ticket. */
export function isComment({ albumId, content }: OutgoingComment): boolean {
  return albumId !== null || (content?.parts.some(({ file }) => file !== null) ?? false);
}

/** At once, or after the other parts of its album have had time to come. */
export function afterAlbum(
  { albumId, createdAt }: OutgoingComment,
  effect: DeskEffect,
  place: number,
): DeskEffect | DelayedEffect {
  return albumId === null ? effect : { kind: 'delayed', dueAt: createdAt + albumMs + place, effect };
}

/** Everything that was written, a line or more for each message. */
export function textOf({ parts }: OutgoingContent): string {
  return parts.flatMap(({ text }) => (text === null ? [] : [text])).join('\n');
}

function noteMessage(
  { speaker: { chatId } }: SignedInTurn,
  { messageId }: DraftPart,
  comment: OutgoingComment,
): Change {
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
