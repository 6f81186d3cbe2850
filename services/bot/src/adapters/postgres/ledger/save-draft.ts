import type { Draft } from '@desk/domain';
import type { DraftState } from '../../../ports/drafts.ts';
import { sealFieldJson } from '../seal-fields.ts';
import type { ChangeWriter } from './change-writer.ts';

/** What is sealed of a draft: all of it; columns only repeat what it is found by. */
export interface SealedDraft {
  readonly draft: Draft;
  readonly state: DraftState;
}

export const saveDraft: ChangeWriter<'save-draft'> = ({ draft, state, expected }, context) => {
  const sealed: SealedDraft = { draft, state };
  const columns = [
    draft.id,
    draft.ownerId,
    state.kind,
    state.kind === 'discarded' ? null : state.ticketId,
    sealFieldJson(context.ringOf(draft.ownerId), 'drafts.content', draft.id, sealed),
    new Date(draft.createdAt),
    new Date(draft.updatedAt),
    state.kind === 'discarded' ? new Date(state.at) : null,
  ];
  return [expected === 0 ? { ...insertDraft, values: columns } : { ...updateDraft, values: [...columns, expected] }];
};

export const dropDraft: ChangeWriter<'drop-draft'> = ({ draftId, expected }) => [
  { ...deleteDraft, values: [draftId, expected] },
];

const insertDraft = {
  name: 'insert-draft',
  text: `
    with made as (
      insert into drafts (id, owner_id, state, ticket_id, content, created_at, updated_at, discarded_at, version)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 1)
      on conflict do nothing
      returning id
    )
    select (exists (select 1 from made))::unmoved`,
};

const updateDraft = {
  name: 'update-draft',
  text: `
    with moved as (
      update drafts
      set owner_id = $2, state = $3, ticket_id = $4, content = $5, created_at = $6, updated_at = $7,
        discarded_at = $8, version = version + 1
      where id = $1 and version = $9
      returning id
    )
    select (exists (select 1 from moved))::unmoved`,
};

const deleteDraft = {
  name: 'delete-draft',
  text: `
    with gone as (delete from drafts where id = $1 and version = $2 returning id)
    select (exists (select 1 from gone))::unmoved`,
};
