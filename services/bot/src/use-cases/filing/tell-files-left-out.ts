import type { Plan } from '../../ports/plan.ts';
import type { Ids } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { tell } from '../show-screen.ts';
import type { Filing } from './filing.ts';

/** The ticket is filed, some of its files the tracker would not have: their sender is told which. */
export function tellFilesLeftOut(
  { ticket, draft, requester }: Filing,
  left: { readonly number: string; readonly uploadIds: readonly string[] },
  ids: Ids,
): Plan {
  if (left.uploadIds.length === 0) return planOf();
  const files = draft.draft.parts.flatMap(({ messageId, file }) =>
    file !== null && left.uploadIds.includes(uploadIdOf(ids, ticket.ticket.id, messageId))
      ? [{ kind: file.kind, name: file.name }]
      : [],
  );
  return planOf({
    effects: tell(requester.person, { screen: { kind: 'files-left-out', number: left.number, files }, keyboard: null }),
  });
}

/** The same at every attempt, so that a file is never in the spool twice. */
export function uploadIdOf(ids: Ids, sentId: string, messageId: number): string {
  return ids.derive('upload', sentId, String(messageId));
}
