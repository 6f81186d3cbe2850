import { type Catalogue, type Draft, draftFiles, findRequestType, priorities } from '@desk/domain';
import { asItIs, buttons, press, type View } from '../show-screen.ts';
import { back } from './draft-card.ts';
import { fieldLines, fileLines } from './present-draft.ts';

/** Everything about a draft that can be changed; files and fields only where there are any. */
export function presentChanges(draft: Draft, catalogue: Catalogue): View {
  const draftId = draft.id;
  const hasFields = (typeOf(draft, catalogue)?.fields.length ?? 0) > 0;
  return {
    screen: { kind: 'change-draft' },
    keyboard: buttons(
      [press({ kind: 'change-type', draftId }), press({ kind: 'change-priority', draftId })],
      [
        press({ kind: 'change-text', draftId }),
        ...(draftFiles(draft).length > 0 ? [press({ kind: 'change-files', draftId })] : []),
      ],
      hasFields ? [press({ kind: 'change-fields', draftId })] : [],
      [back(draft)],
    ),
  };
}

export function presentPriorities(draft: Draft): View {
  const choices = priorities.map((priority) => [press({ kind: 'choose-priority', draftId: draft.id, priority })]);
  return {
    screen: { kind: 'choose-priority', current: draft.priority },
    keyboard: buttons(...choices, [back(draft)]),
  };
}

export function presentFiles(draft: Draft): View {
  const withFile = draft.parts.filter(({ file }) => file !== null);
  const removals = withFile.map(({ messageId }, index) =>
    press({ kind: 'remove-file', draftId: draft.id, messageId }, { label: asItIs(`✕ ${index + 1}`) }),
  );
  return {
    screen: { kind: 'draft-files', files: fileLines(draft) },
    keyboard: buttons(removals.slice(0, 5), removals.slice(5), [back(draft)]),
  };
}

export function presentFields(draft: Draft, catalogue: Catalogue): View {
  const type = typeOf(draft, catalogue);
  const fields = (type?.fields ?? []).map(({ id, title }) => [
    press({ kind: 'change-field', draftId: draft.id, field: id }, { label: title }),
  ]);
  return {
    screen: { kind: 'draft-fields', fields: type ? fieldLines(draft, type, catalogue) : [] },
    keyboard: buttons(...fields, [back(draft)]),
  };
}

function typeOf(draft: Draft, catalogue: Catalogue) {
  return draft.requestType === null ? null : findRequestType(catalogue, draft.requestType);
}
