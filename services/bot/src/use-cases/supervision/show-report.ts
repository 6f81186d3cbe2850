import { type AuditEntry, type Catalogue, findTeam, type Report, startOfDay, summarise } from '@desk/domain';
import type { ConsultationRecords } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import type { ReportView } from '../../ports/staff-screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { Facts, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { figuresOf } from '../consultation/figures-of.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, press, reply } from '../show-screen.ts';
import { titleOfType } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';
import { readingOf, supervisedTeams } from './supervised-teams.ts';

interface Needs {
  readonly facts: Facts;
  readonly tickets: Tickets;
  readonly consultationRecords: ConsultationRecords;
  readonly policy: Policy;
}

type Days = ActionOf<'report'>['days'];
const minuteMs = 60_000;

/** Figures of the supervisor's teams since the beginning of the day so many days ago, today among them. */
export function showReport(needs: Needs) {
  return async (
    turn: SignedInTurn,
    { days, below }: { readonly days: Days; readonly below: boolean },
  ): Promise<Plan> => {
    const report = await makeReport(needs, turn, days);
    const keyboard = buttons(
      ([1, 7, 30] as const).filter((other) => other !== days).map((other) => press({ kind: 'report', days: other })),
      [press({ kind: 'report-file', days })],
    );
    const card = { kind: below ? 'card-below' : 'card', card: 'report' } as const;
    return planOf({
      effects: [reply(turn, { screen: { kind: 'report', days, report }, keyboard }, card)],
      audit: readingOf(turn, supervisedTeams(turn), `report-${days}`),
    });
  };
}

/** The same figures as a file. */
export function sendReportFile(needs: Needs) {
  return async (turn: SignedInTurn, { days }: ActionOf<'report-file'>): Promise<Plan> => {
    const report = await makeReport(needs, turn, days);
    return planOf({
      effects: [reply(turn, { screen: { kind: 'report-file', days, report }, keyboard: null })],
      audit: exportOf(turn, days),
    });
  };
}

async function makeReport(
  { facts, tickets, consultationRecords, policy }: Needs,
  turn: SignedInTurn,
  days: Days,
): Promise<ReportView> {
  const teams = supervisedTeams(turn);
  const { catalogue } = policy;
  const from = startOfDay(timeZoneOf(catalogue), turn.now, days - 1);
  const to = turn.now + 1;
  const report = summarise(await facts.listFacts(teams, from, to), { from, to });
  // Counted as they are now: the facts of a period say nothing of what was filed before it.
  const { total: open } = await tickets.listOfTeams(teams, 'open', { offset: 0, size: 1 });
  const consultations = figuresOf(await consultationRecords.listRecords({ teams }, from, to));
  return { ...viewOf(report, open, catalogue), consultations };
}

function viewOf(
  { from, to, filed, resolved, byType, firstReaction }: Report,
  open: number,
  catalogue: Catalogue,
): Omit<ReportView, 'consultations'> {
  return {
    ...{ from, to, filed, resolved, open },
    firstReaction: firstReaction && {
      medianMinutes: Math.round(firstReaction.medianMs / minuteMs),
      p90Minutes: Math.round(firstReaction.p90Ms / minuteMs),
    },
    byType: byType.map(({ requestType, ...counts }) => ({ title: titleOfType(catalogue, requestType), ...counts })),
  };
}

/** A day begins by the clocks of the desk, which are those of its default team. */
function timeZoneOf(catalogue: Catalogue): string {
  return findTeam(catalogue, catalogue.defaultTeam)?.hours.timeZone ?? 'UTC';
}

function exportOf({ person, now }: SignedInTurn, days: Days): readonly AuditEntry[] {
  return person.profile.teams.map((id) => ({
    act: 'report-exported',
    actor: { kind: 'person', id: person.id },
    on: { kind: 'team', id },
    outcome: 'done',
    reason: `days-${days}`,
    at: now,
  }));
}
