import { findTeam, isOpen } from '@desk/domain';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { answerOver } from '../assignment/answer-late-press.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { countOpen } from '../duty/duty-card.ts';
import type { ActionOf } from '../routes.ts';
import { asItIs, buttons, notice, press, reply } from '../show-screen.ts';
import { mayBeGiven } from '../supervision/choose-assignee.ts';
import { listCard, retireList } from '../tickets/list-my-tickets.ts';
import { decides } from '../tickets/list-ways.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';
import { planPrompt } from './open-prompt.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly policy: Policy;
}

const shownMax = 20;

/** *Hand over*: to whom, the least busy of those on shift first; or to which team. */
export function chooseTarget(needs: Needs) {
  return async (turn: SignedInTurn, { ticketId, to }: ActionOf<'transfer'>): Promise<Plan> => {
    const stored = await needs.tickets.findById(ticketId);
    if (stored === null || !isOpen(stored.ticket.status)) return answerOver(turn, ticketId);
    if (!decides(turn.person, stored)) return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    const rows = to === 'people' ? await peopleRows(needs, stored) : teamRows(needs.policy, stored);
    const screen = {
      kind: 'choose-target',
      ticket: ticketLine(stored, needs.policy.catalogue, { withSummary: true }),
      to,
      choices: rows.length,
    } as const;
    const other = press({ kind: 'transfer', ticketId, to: to === 'people' ? 'teams' : 'people' });
    const back = press({ kind: 'open-ticket', ticketId, below: false }, { caption: 'back' });
    const view = { screen, keyboard: buttons(...rows, [other, back]), about: ticketId };
    return planOf({ effects: [reply(turn, view, listCard(false))] });
  };
}

/** Chosen: the note is asked for next. */
export function chooseTransfer({ tickets }: Pick<Needs, 'tickets'>) {
  return async (turn: SignedInTurn, { ticketId, target }: ActionOf<'transfer-to'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    const number = stored?.ticket.number ?? null;
    if (stored === null || number === null || !isOpen(stored.ticket.status)) return answerOver(turn, ticketId);
    if (!decides(turn.person, stored)) return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    return joinPlans(retireList(turn), planPrompt(turn, { id: ticketId, number }, { kind: 'transfer', to: target }));
  };
}

async function peopleRows({ people, tickets }: Needs, stored: StoredTicket): Promise<readonly (readonly Button[])[]> {
  const staff = await people.listStaff([stored.ticket.team]);
  const able = staff.filter((known) => mayBeGiven(known, stored));
  const counted = await Promise.all(
    able.map(async ({ person }: Acquaintance) => ({ person, active: await countOpen(tickets, person.id) })),
  );
  return counted
    .toSorted((one, another) => one.active - another.active)
    .slice(0, shownMax)
    .map(({ person, active }) => {
      const target = { kind: 'person', personId: person.id } as const;
      const label = asItIs(`${person.profile.displayName} · ${active}`);
      return [press({ kind: 'transfer-to', ticketId: stored.ticket.id, target }, { label })];
    });
}

function teamRows({ catalogue }: Policy, { ticket }: StoredTicket): readonly (readonly Button[])[] {
  return catalogue.teams
    .filter(({ id }) => id !== ticket.team && findTeam(catalogue, id) !== null)
    .slice(0, shownMax)
    .map(({ id, title }) => {
      const target = { kind: 'team', team: id } as const;
      return [press({ kind: 'transfer-to', ticketId: ticket.id, target }, { label: title })];
    });
}
