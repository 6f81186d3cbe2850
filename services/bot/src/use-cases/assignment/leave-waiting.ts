import type { NobodyReason } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { TeamBoard } from '../../ports/team-board.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, tell, type View } from '../show-screen.ts';
import { whileWaiting } from '../tickets/find-handling.ts';
import { takeRows, workCard } from './present-work.ts';
import { tellRequester } from './tell-requester.ts';
import { tellSupervisors } from './tell-supervisors.ts';

/**
 * There is nobody to give the ticket to: it waits, or stays with whoever gave it back. People are told once, however
 * often it is looked at again; the requester's card follows where the reason changes.
 */
export function leaveWaiting(
  board: TeamBoard,
  reason: NobodyReason,
  { now, policy }: { readonly now: number; readonly policy: Policy },
): Plan {
  const { ticket: stored, requester, people } = board;
  if (stored.waiting === reason) return planOf();
  const { id: ticketId, assigneeId, number } = stored.ticket;
  const holder = assigneeId === null ? null : (people.get(assigneeId) ?? null);
  const isNews = stored.waiting === null;
  const stays: View = {
    screen: { kind: 'nobody-else', number: number ?? '', why: 'nobody' },
    keyboard: buttons(...takeRows(stored, { inList: false })),
  };
  return planOf({
    changes: [{ kind: 'note-waiting', ticketId, reason }],
    effects: [
      ...(holder && isNews ? tell(holder.person, stays, workCard({ id: ticketId }, 'below')) : []),
      ...(assigneeId === null ? tellRequester(requester, stored, whileWaiting(reason, stored, { now, policy })) : []),
      ...(isNews
        ? tellSupervisors(
            people.values(),
            stored,
            { what: reason, assigneeName: holder?.person.profile.displayName ?? null },
            { now, policy },
          )
        : []),
    ],
  });
}
