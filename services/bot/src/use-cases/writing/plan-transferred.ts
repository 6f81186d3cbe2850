import type { TicketState } from '../../ports/gateway-desk.ts';
import type { People } from '../../ports/people.ts';
import type { Effect, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import { endAssignment } from '../assignment/end-assignment.ts';
import { workCardName } from '../assignment/present-work.ts';
import { tellRequester } from '../assignment/tell-requester.ts';
import { planOf } from '../compose-plan.ts';
import type { Changing } from './changing.ts';
import { tellOfNote } from './remark.ts';

export interface TransferNeeds {
  readonly people: People;
  readonly assignments: Assignments;
  readonly policy: Policy;
}

/** Another team has it: whoever had it has it no more, and somebody is looked for there. */
export async function planTransferred(
  { people, assignments, policy }: TransferNeeds,
  { stored, words }: Changing,
  state: TicketState,
  now: number,
): Promise<Plan> {
  const { version, ...kept } = stored;
  const { id: ticketId, requesterId, assigneeId } = kept.ticket;
  const { team } = state;
  const ticket = { ...kept.ticket, team, assigneeId: null, assignedElsewhere: false, changedAt: now };
  const requester = requesterId === null ? null : await people.findById(requesterId);
  const holder = assigneeId === null ? null : await people.findById(assigneeId);
  const retired: readonly Effect[] =
    holder === null ? [] : [{ kind: 'retire-card', chatId: holder.person.chatId, card: workCardName(ticketId) }];
  return planOf({
    changes: [
      { kind: 'save-ticket', ...kept, ticket, trackerChangedAt: state.changedAt, expected: version },
      ...(await endAssignment(assignments, stored, policy, now)),
      { kind: 'record-fact', fact: { ticketId, team } },
      { kind: 'note-waiting', ticketId, reason: null },
    ],
    effects: [
      ...retired,
      ...tellRequester(requester?.person ?? null, { ...stored, ticket }, { kind: 'looking' }),
      ...tellOfNote(words, now),
    ],
    jobs: [{ queue: 'assign', ticketId, team }],
  });
}
