import { findRequestType } from '../catalogue/catalogue.ts';
import type { Draft, DraftContext, DraftEvent, DraftOutcome, DraftRefusal, Expectation } from './draft.ts';
import { editMessage, receiveMessage, removeFile, replaceText } from './draft-messages.ts';
import { parseAnswer } from './parse-answer.ts';
import type { Priority } from './ticket.ts';

/**
 * One step of writing a ticket. A refusal leaves the draft as it was. A plain text while something is expected is the
 * answer to it; a message with a file always joins the draft, with its caption, and the question stays open (only an
 * expected *text* is replaced by a caption as well).
 */
export function changeDraft(draft: Draft, event: DraftEvent, context: DraftContext): DraftOutcome {
  switch (event.kind) {
    case 'message-received':
      return receive(draft, event, context);
    case 'message-edited':
      return editMessage(draft, event, context);
    case 'text-replaced':
      return replaceText(draft, event, context);
    case 'file-removed':
      return removeFile(draft, event.messageId, context);
    case 'type-chosen':
      return chooseType(draft, event.requestType, context);
    case 'priority-chosen':
      return choosePriority(draft, event.priority, context);
    case 'reason-given':
      return giveReason(draft, event.text, context);
    case 'field-filled':
      return fillField(draft, event.field, event.value, context);
    case 'field-cleared':
      return clearField(draft, event.field, context);
    case 'expect':
      return expect(draft, event.expectation, context);
    case 'expectation-dropped':
      return moved(draft, { expecting: null }, context);
  }
}

function receive(
  draft: Draft,
  { part }: Extract<DraftEvent, { kind: 'message-received' }>,
  context: DraftContext,
): DraftOutcome {
  const { expecting } = draft;
  const isAnswer = part.file === null && part.text !== null;
  if (expecting === null || !isAnswer) return receiveMessage(draft, part, context);
  switch (expecting.kind) {
    case 'text':
      return receiveMessage(draft, part, context);
    case 'field':
      return fillField(draft, expecting.field, part.text, context);
    case 'priority-reason':
      return giveReason(draft, part.text, context);
  }
}

function chooseType(draft: Draft, requestType: string, context: DraftContext): DraftOutcome {
  if (findRequestType(context.catalogue, requestType) === null) return refused('unknown-type');
  const expecting = draft.expecting?.kind === 'field' ? null : draft.expecting;
  return moved(draft, { requestType, expecting }, context);
}

/** Critical needs a reason first: the priority stays as it is until the reason is given (architecture, "Ticket life"). */
function choosePriority(draft: Draft, priority: Priority, context: DraftContext): DraftOutcome {
  if (priority !== 'critical') {
    const expecting = draft.expecting?.kind === 'priority-reason' ? null : draft.expecting;
    return moved(draft, { priority, priorityReason: null, expecting }, context);
  }
  if (draft.priorityReason !== null) return moved(draft, { priority }, context);
  return moved(draft, { expecting: { kind: 'priority-reason' } }, context);
}

function giveReason(draft: Draft, text: string, context: DraftContext): DraftOutcome {
  const reason = text.trim();
  if (reason === '') return refused('reason-required');
  if (reason.length > context.limits.answerCharsMax) return refused('text-too-long');
  const expecting = draft.expecting?.kind === 'priority-reason' ? null : draft.expecting;
  return moved(draft, { priority: 'critical', priorityReason: reason, expecting }, context);
}

function fillField(draft: Draft, fieldId: string, value: string, context: DraftContext): DraftOutcome {
  const field = fieldOf(draft, fieldId, context);
  if (typeof field === 'string') return refused(field);
  if (value.trim().length > context.limits.answerCharsMax) return refused('text-too-long');
  const answer = parseAnswer(field, value);
  if (answer === null) return refused('invalid-field');
  return moved(draft, { fields: { ...draft.fields, [fieldId]: answer }, expecting: answered(draft, fieldId) }, context);
}

function clearField(draft: Draft, fieldId: string, context: DraftContext): DraftOutcome {
  const field = fieldOf(draft, fieldId, context);
  if (typeof field === 'string') return refused(field);
  const { [fieldId]: _cleared, ...fields } = draft.fields;
  return moved(draft, { fields, expecting: answered(draft, fieldId) }, context);
}

function expect(draft: Draft, expectation: Expectation, context: DraftContext): DraftOutcome {
  switch (expectation.kind) {
    case 'text':
    case 'priority-reason':
      return moved(draft, { expecting: expectation }, context);
    case 'field': {
      const field = fieldOf(draft, expectation.field, context);
      return typeof field === 'string' ? refused(field) : moved(draft, { expecting: expectation }, context);
    }
  }
}

/** The field of the chosen type, or why there is none. */
function fieldOf(draft: Draft, fieldId: string, { catalogue }: DraftContext) {
  const type = draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
  if (type === null) return 'unknown-type';
  return type.fields.find((field) => field.id === fieldId) ?? 'unknown-field';
}

function answered(draft: Draft, fieldId: string): Expectation | null {
  return draft.expecting?.kind === 'field' && draft.expecting.field === fieldId ? null : draft.expecting;
}

function moved(draft: Draft, change: Partial<Draft>, { now }: DraftContext): DraftOutcome {
  return { kind: 'moved', draft: { ...draft, ...change, updatedAt: now }, leftOut: null };
}

function refused(reason: DraftRefusal): DraftOutcome {
  return { kind: 'refused', reason };
}
