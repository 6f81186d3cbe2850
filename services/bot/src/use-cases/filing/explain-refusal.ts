import type { Draft, DraftContext, DraftPart, DraftRefusal } from '@desk/domain';
import type { FileLine } from '../../ports/file-line.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import type { DraftRefusalView } from '../../ports/screen.ts';
import { notice, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { draftCard } from './draft-card.ts';
import { askField, findAsked } from './present-draft.ts';

export interface RefusedMessage {
  readonly draft: Draft;
  readonly part: DraftPart;
  readonly reason: DraftRefusal;
}

/** Why something just written is not in the draft, and what would be. */
export function explainRefusal(
  turn: SignedInTurn,
  refused: RefusedMessage,
  context: DraftContext,
): readonly ShowEffect[] {
  const { draft, part, reason } = refused;
  const { limits } = context;
  switch (reason) {
    case 'too-many-files':
      return say(turn, { reason, filesMax: limits.filesMax, file: lineOf(part) });
    case 'file-too-large':
      return say(turn, { reason, bytesMax: limits.fileBytesMax, file: lineOf(part) });
    case 'file-forbidden':
      return say(turn, { reason, file: lineOf(part) });
    case 'text-too-long':
      return say(turn, tooLong(draft, part, context));
    case 'too-many-messages':
      return say(turn, { reason, messagesMax: limits.partsMax });
    case 'invalid-field':
      return askAgain(turn, draft, context);
    case 'reason-required':
    case 'nothing-in-it':
      return [notice(turn, { kind: 'unsupported-message', what: 'other', inDraft: true })];
    case 'unknown-message':
      return [notice(turn, { kind: 'edited-too-late' })];
    case 'already-received':
    case 'unknown-type':
    case 'unknown-field':
      return [];
  }
}

function say(turn: SignedInTurn, refusal: DraftRefusalView): readonly ShowEffect[] {
  return [notice(turn, { kind: 'draft-refused', refusal })];
}

function tooLong(draft: Draft, part: DraftPart, { limits }: DraftContext): DraftRefusalView {
  const isAnswer = part.file === null && draft.expecting !== null && draft.expecting.kind !== 'text';
  return isAnswer
    ? { reason: 'answer-too-long', charsMax: limits.answerCharsMax }
    : { reason: 'text-too-long', charsMax: limits.textCharsMax };
}

function askAgain(turn: SignedInTurn, draft: Draft, { catalogue }: DraftContext): readonly ShowEffect[] {
  const asked = draft.expecting?.kind === 'field' ? findAsked(draft, draft.expecting.field, catalogue) : null;
  if (asked === null) return [];
  return [reply(turn, askField(draft, asked.type, asked.field, 'invalid'), draftCard(draft, 'below'))];
}

function lineOf({ file }: DraftPart): FileLine {
  if (file === null) throw new Error('A file was refused in a message without one.');
  return { kind: file.kind, name: file.name };
}
