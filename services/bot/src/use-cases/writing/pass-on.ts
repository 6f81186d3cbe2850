import { isOpen } from '@desk/domain';
import type { OutgoingComment } from '../../ports/outgoing-comments.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Assignments } from '../../ports/team-board.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { answerOver } from '../assignment/answer-late-press.ts';
import { endAssignment } from '../assignment/end-assignment.ts';
import { giveTicket } from '../assignment/give-ticket.ts';
import { workCard, workCardName } from '../assignment/present-work.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { notice, reply, tell } from '../show-screen.ts';
import { mayBeGiven } from '../supervision/choose-assignee.ts';
import { decides } from '../tickets/list-ways.ts';
import type { SignedInTurn } from '../turn.ts';
import { type PassOn, planChange } from './answer-prompt.ts';
import { writingCard } from './writing-card.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly assignments: Assignments;
  readonly people: People;
  readonly policy: Policy;
}

/**
 * Hands a ticket to a colleague or to another team, by whoever has it or supervises its team; the tracker is told in
 * their name, with their note. A colleague has it at once; for a team somebody is found once the tracker agrees.
 */
export function passOn(needs: Needs): PassOn {
  return async (turn, { ticketId, number, purpose }, note) => {
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || !isOpen(stored.ticket.status)) return answerOver(turn, ticketId);
    if (purpose.kind !== 'transfer' || !decides(turn.person, stored)) {
      return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    }
    const { to } = purpose;
    if (to.kind === 'team') return planTeam(turn, { ticketId, number }, to.team, note);
    const colleague = await needs.people.findById(to.personId);
    if (colleague === null || !mayBeGiven(colleague, stored)) {
      // Off shift by now, or of another team: nothing was passed on, and the note stays unsaid.
      const screen = { kind: 'not-passed-on', number, name: colleague?.person.profile.displayName ?? null } as const;
      return planOf({ effects: [reply(turn, { screen, keyboard: null, about: ticketId }, writingCard('in-place'))] });
    }
    return give(needs, turn, { stored, colleague, number, note });
  };
}

function planTeam(
  turn: SignedInTurn,
  ticket: { readonly ticketId: string; readonly number: string },
  team: string,
  words: OutgoingComment | null,
): Plan {
  return planChange(turn, ticket, { kind: 'transfer', team }, { words, where: 'in-place' });
}

async function give(
  { people, assignments, policy }: Needs,
  turn: SignedInTurn,
  {
    stored,
    colleague,
    number,
    note,
  }: {
    readonly stored: StoredTicket;
    readonly colleague: Acquaintance;
    readonly number: string;
    readonly note: OutgoingComment | null;
  },
): Promise<Plan> {
  const { id, assigneeId, requesterId } = stored.ticket;
  const requester = requesterId === null ? null : await people.findById(requesterId);
  const holder = assigneeId === null || assigneeId === turn.person.id ? null : await people.findById(assigneeId);
  const taken = { kind: 'given-away', number, why: 'supervisor' } as const;
  const passed = { kind: 'reassigned', number, name: colleague.person.profile.displayName } as const;
  const giving = {
    stored,
    to: colleague,
    requester: requester?.person ?? null,
    why: 'supervisor',
    chosen: null,
  } as const;
  return joinPlans(
    planOf({
      changes: await endAssignment(assignments, stored, policy, turn.now),
      effects: [
        ...(holder ? tell(holder.person, { screen: taken, keyboard: null }, workCard({ id }, 'below')) : []),
        { kind: 'retire-card', chatId: turn.speaker.chatId, card: workCardName(id) },
      ],
    }),
    giveTicket({ ...giving, byPersonId: turn.person.id, remarkId: note?.id ?? null }, { now: turn.now, policy }),
    planOf({ effects: [reply(turn, { screen: passed, keyboard: null, about: id }, writingCard('in-place'))] }),
  );
}
