import type { Consultation } from '@desk/domain';
import type { ConsultationLine } from '../../ports/consultation-screen.ts';
import type { Consultations, StoredConsultation } from '../../ports/consultations.ts';
import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { asItIs, buttons, press, reply, type View } from '../show-screen.ts';
import { readingOf, supervisedTeams } from '../supervision/supervised-teams.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import { pageWays } from '../tickets/page-list.ts';
import type { SignedInTurn } from '../turn.ts';

export interface ListConsultationsNeeds {
  readonly consultations: Consultations;
  readonly people: People;
  readonly tickets: Tickets;
}

/** Of one team that wait or want a call, and of all that talk. */
const listedMax = 500;
const linesPerPage = 8;
const buttonsPerRow = 4;

/** Who waits and who talks in the supervisor's teams: those who wait first, each the oldest first. */
export function listConsultations(needs: ListConsultationsNeeds) {
  return async (
    turn: SignedInTurn,
    { page, below }: { readonly page: number; readonly below: boolean },
  ): Promise<Plan> => {
    const view = await presentConsultations(needs, turn, page);
    return planOf({
      effects: [reply(turn, view, listCard(below))],
      audit: readingOf(turn, supervisedTeams(turn), 'consultations'),
    });
  };
}

async function presentConsultations(needs: ListConsultationsNeeds, turn: SignedInTurn, asked: number): Promise<View> {
  const all = await readOpen(needs, supervisedTeams(turn));
  const pages = Math.max(1, Math.ceil(all.length / linesPerPage));
  const page = asked < pages ? asked : 0;
  const shown = all.slice(page * linesPerPage, (page + 1) * linesPerPage);
  const lines = await Promise.all(shown.map(({ consultation }) => lineOf(needs, consultation)));
  const isLive = (_: unknown, at: number) => talks(shown[at]);
  const live = all.filter(talks).length;
  const openWays = shown.map(({ consultation: { id: consultationId } }, at) =>
    press({ kind: 'open-consultation', consultationId }, { label: asItIs(lines[at]?.number ?? `${at + 1}`) }),
  );
  return {
    screen: {
      kind: 'consultation-list',
      waiting: lines.filter((line, at) => !isLive(line, at)),
      live: lines.filter(isLive),
      ...{ totals: { waiting: all.length - live, live }, page, pages },
    },
    keyboard: buttons(
      ...Array.from({ length: Math.ceil(openWays.length / buttonsPerRow) }, (_, row) =>
        openWays.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow),
      ),
      pageWays({ page, pages }, (to) => ({ kind: 'consultation-list', page: to })),
    ),
  };
}

async function readOpen({ consultations }: ListConsultationsNeeds, teams: readonly string[]) {
  const ofTeams = await Promise.all(teams.map((id) => consultations.listConcerning({ kind: 'team', id }, listedMax)));
  const open = await consultations.listOpen(listedMax);
  const found = [...ofTeams.flat(), ...open.filter(({ consultation }) => teams.includes(consultation.team))];
  const byId = new Map(found.map((stored) => [stored.consultation.id, stored]));
  const oldestFirst = [...byId.values()].toSorted(
    (one, another) => one.consultation.queuedAt - another.consultation.queuedAt,
  );
  return [...oldestFirst.filter((stored) => !talks(stored)), ...oldestFirst.filter(talks)];
}

function talks(stored: StoredConsultation | undefined): boolean {
  return stored?.consultation.state === 'active' || stored?.consultation.state === 'transferring';
}

/** One consultation as a supervisor reads it. */
export async function lineOf(
  { people, tickets }: ListConsultationsNeeds,
  consultation: Consultation,
): Promise<ConsultationLine> {
  const specialistId = specialistOf(consultation);
  const [employee, specialist, ticket] = await Promise.all([
    people.findById(consultation.employeeId),
    specialistId === null ? null : people.findById(specialistId),
    tickets.findById(consultation.ticketId),
  ]);
  const { priority } = consultation;
  return {
    number: ticket?.ticket.number ?? null,
    name: employee?.person.profile.displayName ?? '',
    specialistName: specialist?.person.profile.displayName ?? null,
    ...{ priority, ...standingOf(consultation) },
  };
}

function specialistOf(consultation: Consultation): string | null {
  if ('dialogue' in consultation) return consultation.dialogue.specialistId;
  return 'offer' in consultation ? consultation.offer.personId : null;
}

function standingOf(consultation: Consultation): Pick<ConsultationLine, 'state' | 'since'> {
  switch (consultation.state) {
    case 'offered':
      return { state: 'offered', since: consultation.offer.madeAt };
    case 'transferring':
      return { state: 'handing-over', since: consultation.offer.madeAt };
    case 'active':
    case 'ended':
    case 'rated':
      return { state: 'talking', since: consultation.acceptedAt ?? consultation.requestedAt };
    case 'callback':
      return { state: 'callback', since: consultation.requestedAt };
    case 'requested':
    case 'waiting':
    case 'cancelled':
    case 'abandoned':
      return { state: 'waiting', since: consultation.queuedAt };
  }
}
