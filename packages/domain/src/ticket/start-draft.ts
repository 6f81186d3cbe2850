import type { Draft } from './draft.ts';

/** A draft with nothing in it yet; its first message follows as an event. */
export function startDraft(draft: { readonly id: string; readonly ownerId: string; readonly now: number }): Draft {
  return {
    id: draft.id,
    ownerId: draft.ownerId,
    parts: [],
    requestType: null,
    priority: 'medium',
    priorityReason: null,
    fields: {},
    expecting: null,
    createdAt: draft.now,
    updatedAt: draft.now,
  };
}
