import type { Draft, DraftContext, DraftFile, DraftOutcome, DraftPart, DraftRefusal, FileRefusal } from './draft.ts';
import { judgeFile } from './judge-file.ts';
import { draftFiles, textOf } from './read-draft.ts';

/**
 * A message joins the draft, in its place by message id (the parts of an album may arrive in any order). When its
 * file cannot be taken but it has words, the words stay and `leftOut` tells why the file is missing.
 */
export function receiveMessage(draft: Draft, part: DraftPart, context: DraftContext): DraftOutcome {
  if (draft.parts.some(({ messageId }) => messageId === part.messageId)) return refused('already-received');
  const text = saying(part.text);
  if (text === null && part.file === null) return refused('nothing-in-it');
  const leftOut = part.file === null ? null : judgeJoining(draft, part.file, context);
  if (leftOut !== null && text === null) return refused(leftOut);

  const joined = { ...part, text, file: leftOut === null ? part.file : null };
  const replaces = draft.expecting?.kind === 'text' && text !== null;
  const kept = replaces ? withoutTexts(draft.parts) : draft.parts;
  const expecting = replaces ? null : draft.expecting;
  return withParts({ ...draft, expecting }, [...kept, joined], context, leftOut);
}

/** An edit in the chat; a caption may be emptied, a message without file may not. */
export function editMessage(
  draft: Draft,
  edit: { readonly messageId: number; readonly text: string | null },
  context: DraftContext,
): DraftOutcome {
  const part = draft.parts.find(({ messageId }) => messageId === edit.messageId);
  if (!part) return refused('unknown-message');
  const text = saying(edit.text);
  if (text === null && part.file === null) return refused('nothing-in-it');
  const parts = draft.parts.map((other) => (other === part ? { ...part, text } : other));
  return withParts(draft, parts, context, null);
}

/** One text in place of all texts so far; files stay. */
export function replaceText(
  draft: Draft,
  replacement: { readonly messageId: number; readonly text: string },
  context: DraftContext,
): DraftOutcome {
  const { messageId } = replacement;
  if (draft.parts.some((part) => part.messageId === messageId)) return refused('already-received');
  const text = saying(replacement.text);
  if (text === null) return refused('nothing-in-it');
  const expecting = draft.expecting?.kind === 'text' ? null : draft.expecting;
  const parts = [...withoutTexts(draft.parts), { messageId, albumId: null, text, file: null }];
  return withParts({ ...draft, expecting }, parts, context, null);
}

/** Takes the file out of a message; its caption stays. */
export function removeFile(draft: Draft, messageId: number, context: DraftContext): DraftOutcome {
  const part = draft.parts.find((other) => other.messageId === messageId);
  if (!part?.file) return refused('unknown-message');
  const parts = draft.parts.flatMap((other) => {
    if (other !== part) return [other];
    return part.text === null ? [] : [{ ...part, file: null }];
  });
  return withParts(draft, parts, context, null);
}

function judgeJoining(draft: Draft, file: DraftFile, { limits }: DraftContext): FileRefusal | null {
  const verdict = judgeFile(file, limits);
  if (verdict !== 'accepted') return verdict;
  return draftFiles(draft).length >= limits.filesMax ? 'too-many-files' : null;
}

function withParts(
  draft: Draft,
  parts: readonly DraftPart[],
  { limits, now }: DraftContext,
  leftOut: FileRefusal | null,
): DraftOutcome {
  if (parts.length > limits.partsMax) return refused('too-many-messages');
  const ordered = parts.toSorted((one, another) => one.messageId - another.messageId);
  if (textOf(ordered).length > limits.textCharsMax) return refused('text-too-long');
  return { kind: 'moved', draft: { ...draft, parts: ordered, updatedAt: now }, leftOut };
}

function withoutTexts(parts: readonly DraftPart[]): readonly DraftPart[] {
  return parts.filter(({ file }) => file !== null).map((part) => ({ ...part, text: null }));
}

function saying(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

function refused(reason: DraftRefusal): DraftOutcome {
  return { kind: 'refused', reason };
}
