import { type Catalogue, findRequestType } from '../catalogue/catalogue.ts';
import type { Draft, DraftFile, DraftPart, DraftStep } from './draft.ts';
import { parseAnswer } from './parse-answer.ts';

/** Everything the person wrote, a line or more for each message. */
export function draftText(draft: Pick<Draft, 'parts'>): string {
  return textOf(draft.parts);
}

export function textOf(parts: readonly DraftPart[]): string {
  return parts.flatMap(({ text }) => (text === null ? [] : [text])).join('\n');
}

/** The files in the order of their messages. */
export function draftFiles(draft: Pick<Draft, 'parts'>): readonly DraftFile[] {
  return draft.parts.flatMap(({ file }) => (file === null ? [] : [file]));
}

/** The answers to file with the ticket: those the chosen type asks for, and of these the ones still valid. */
export function draftFields(draft: Draft, catalogue: Catalogue): Readonly<Record<string, string>> {
  const type = draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
  const answers = (type?.fields ?? []).flatMap((field): [string, string][] => {
    const answer = draft.fields[field.id];
    const value = answer === undefined ? null : parseAnswer(field, answer);
    return value === null ? [] : [[field.id, value]];
  });
  return Object.fromEntries(answers);
}

/**
 * What a draft needs before it can be sent: words (a voice or video message speaks for itself), a type that is in the
 * catalogue, the answers this type demands. 'review' when it lacks nothing.
 */
export function draftStep(draft: Draft, catalogue: Catalogue): DraftStep {
  if (draftText(draft) === '' && !draftFiles(draft).some(speaks)) return 'describe';
  const type = draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
  if (type === null) return 'choose-type';
  const answers = draftFields(draft, catalogue);
  const missing = type.fields.find((field) => field.required && answers[field.id] === undefined);
  return missing ? { fill: missing } : 'review';
}

function speaks(file: DraftFile): boolean {
  switch (file.kind) {
    case 'voice':
    case 'video-note':
    case 'video':
    case 'audio':
      return true;
    case 'photo':
    case 'document':
    case 'animation':
      return false;
  }
}
