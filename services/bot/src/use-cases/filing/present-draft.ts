import {
  type Catalogue,
  type Draft,
  draftFields,
  draftFiles,
  draftStep,
  draftText,
  type Field,
  findRequestType,
  type Localised,
  type RequestType,
} from '@desk/domain';
import type { FileLine } from '../../ports/file-line.ts';
import type { FieldLine } from '../../ports/screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { Facts } from '../../ports/tickets.ts';
import { asItIs, buttons, press, type View } from '../show-screen.ts';
import { back } from './draft-card.ts';
import { type CountTypes, countTypes, presentTypes } from './present-types.ts';

/** The question the draft stands at: what it expects of the person, else what it needs next. */
export type PresentDraft = (draft: Draft, now: number) => Promise<View>;

export function presentDraft({ facts, policy }: { readonly facts: Facts; readonly policy: Policy }): PresentDraft {
  const count = countTypes(facts);
  return (draft, now) => present(draft, { catalogue: policy.catalogue, count, now });
}

interface Showing {
  readonly catalogue: Catalogue;
  readonly count: CountTypes;
  readonly now: number;
}

async function present(draft: Draft, showing: Showing): Promise<View> {
  const { expecting } = draft;
  switch (expecting?.kind) {
    case 'text':
      return { screen: { kind: 'new-text-asked' }, keyboard: backAlone(draft) };
    case 'priority-reason':
      return { screen: { kind: 'priority-reason-asked' }, keyboard: backAlone(draft) };
    case 'field': {
      const asked = findAsked(draft, expecting.field, showing.catalogue);
      return asked ? askField(draft, asked.type, asked.field, null) : presentStep(draft, showing);
    }
    case undefined:
      return presentStep(draft, showing);
  }
}

async function presentStep(draft: Draft, { catalogue, count, now }: Showing): Promise<View> {
  const step = draftStep(draft, catalogue);
  const type = draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
  if (step === 'describe') {
    const screen = { kind: 'describe-problem', files: draftFiles(draft).length } as const;
    return { screen, keyboard: buttons([press({ kind: 'discard-draft', draftId: draft.id })]) };
  }
  if (step === 'choose-type' || type === null) return presentTypes(draft, catalogue, await count(now));
  if (step === 'review') return review(draft, type, catalogue);
  return askField(draft, type, step.fill, null);
}

/** `problem` is what was wrong with the answer just given. */
export function askField(draft: Draft, type: RequestType, field: Field, problem: 'invalid' | null): View {
  const draftId = draft.id;
  const choices = field.choices.map(({ id, title }) => [
    press({ kind: 'choose-value', draftId, field: field.id, choice: id }, { label: title }),
  ]);
  const ways = field.required
    ? [press({ kind: 'change-type', draftId }, { caption: 'another-type' }), press({ kind: 'discard-draft', draftId })]
    : [press({ kind: 'skip-field', draftId, field: field.id }), back(draft)];
  return {
    screen: {
      kind: 'field-asked',
      typeTitle: type.title,
      ...{ title: field.title, hint: field.hint, answer: field.kind, required: field.required },
      problem,
    },
    keyboard: buttons(...choices, ways),
  };
}

function review(draft: Draft, type: RequestType, catalogue: Catalogue): View {
  const draftId = draft.id;
  return {
    screen: { ...contentOf(draft, type, catalogue), sent: false },
    keyboard: buttons(
      [press({ kind: 'send-draft', draftId })],
      [press({ kind: 'change-draft', draftId }), press({ kind: 'discard-draft', draftId })],
      [press({ kind: 'send-urgent', draftId })],
    ),
  };
}

/** What remains of a draft in the chat once it is sent. */
export function presentSent(draft: Draft, type: RequestType, catalogue: Catalogue): View {
  return { screen: { ...contentOf(draft, type, catalogue), sent: true }, keyboard: null };
}

function contentOf(draft: Draft, type: RequestType, catalogue: Catalogue) {
  return {
    kind: 'review',
    typeTitle: type.title,
    priority: draft.priority,
    priorityReason: draft.priorityReason,
    text: draftText(draft),
    files: fileLines(draft),
    fields: fieldLines(draft, type, catalogue).filter(({ value }) => value !== null),
  } as const;
}

export function fileLines(draft: Draft): readonly FileLine[] {
  return draftFiles(draft).map(({ kind, name }) => ({ kind, name }));
}

export function fieldLines(draft: Draft, type: RequestType, catalogue: Catalogue): readonly FieldLine[] {
  const answers = draftFields(draft, catalogue);
  return type.fields.map((field) => ({ title: field.title, value: answerTitle(field, answers[field.id]) }));
}

export function findAsked(draft: Draft, fieldId: string, catalogue: Catalogue) {
  const type = draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
  const field = type?.fields.find(({ id }) => id === fieldId);
  return type && field ? { type, field } : null;
}

function backAlone(draft: Draft) {
  return buttons([back(draft)]);
}

function answerTitle(field: Field, answer: string | undefined): Localised | null {
  if (answer === undefined) return null;
  return field.choices.find(({ id }) => id === answer)?.title ?? asItIs(answer);
}
