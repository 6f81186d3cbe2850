import { draftFiles } from '@desk/domain';
import type { Policy } from '../../ports/system.ts';
import type { Facts } from '../../ports/tickets.ts';
import type { EmployeeRoutes, Route } from '../routes.ts';
import { presentChanges, presentFields, presentFiles, presentPriorities } from './present-changes.ts';
import { countTypes, presentDepartment, presentDepartments, presentTypes } from './present-types.ts';
import type { DraftStep, StepDraft } from './step-draft.ts';

type ChangeRoutes = Pick<
  EmployeeRoutes['actions'],
  | 'all-types'
  | 'choose-department'
  | 'change-draft'
  | 'back-to-review'
  | 'change-type'
  | 'change-priority'
  | 'choose-priority'
  | 'change-text'
  | 'change-files'
  | 'remove-file'
  | 'change-fields'
  | 'change-field'
  | 'skip-field'
>;

/** Everything that looks into a draft or changes it before it is sent, a row for each button. */
export function changeDraftRoutes({
  facts,
  policy,
  step,
}: {
  readonly facts: Facts;
  readonly policy: Policy;
  readonly step: StepDraft;
}): ChangeRoutes {
  const { catalogue } = policy;
  const count = countTypes(facts);
  const event = () => ({ kind: 'expectation-dropped' }) as const;
  function tap<Said extends { readonly draftId: string }>(does: DraftStep<Said>): Route<Said> {
    return { needs: 'session', answer: step(does) };
  }
  return {
    'all-types': tap({ view: (draft) => presentDepartments(draft, catalogue) }),
    'choose-department': tap({ view: (draft, said) => presentDepartment(draft, catalogue, said) }),
    'change-draft': tap({ event, view: (draft) => presentChanges(draft, catalogue) }),
    'back-to-review': tap({ event }),
    'change-type': tap({
      event,
      view: async (draft, _said, now) => presentTypes(draft, catalogue, await count(now)),
    }),
    'change-priority': tap({ event, view: presentPriorities }),
    'choose-priority': tap({ event: ({ priority }) => ({ kind: 'priority-chosen', priority }) }),
    'change-text': tap({ event: () => ({ kind: 'expect', expectation: { kind: 'text' } }) }),
    'change-files': tap({ event, view: presentFiles }),
    'remove-file': tap({
      event: ({ messageId }) => ({ kind: 'file-removed', messageId }),
      view: (draft) => (draftFiles(draft).length > 0 ? presentFiles(draft) : null),
    }),
    'change-fields': tap({ event, view: (draft) => presentFields(draft, catalogue) }),
    'change-field': tap({ event: ({ field }) => ({ kind: 'expect', expectation: { kind: 'field', field } }) }),
    'skip-field': tap({ event: ({ field }) => ({ kind: 'field-cleared', field }) }),
  };
}
