import type { Consultation } from '@desk/domain';
import type { StoredConsultation } from '../../src/ports/consultations.ts';
import type { Screen } from '../../src/ports/screen.ts';
import type { Caller } from './memory-conversations.ts';
import type { Team } from './memory-team.ts';

/** Files a ticket and asks for a specialist; our id of the consultation. */
export async function ask(team: Team, who: Caller, ticket: Parameters<Team['file']>[1] = {}): Promise<string> {
  const ticketId = await team.file(who, ticket);
  await team.press(who, 'request-consultation', { ticketId });
  await team.work();
  return consultationOf(team, ticketId).id;
}

export function consultationOf(team: Team, ticketId: string): Consultation {
  const found = [...team.desk.tables.consultations.values()].filter(
    ({ consultation }) => consultation.ticketId === ticketId,
  );
  const latest = found.at(-1);
  if (!latest) throw new Error('Nobody asked for a consultation about this ticket.');
  return latest.consultation;
}

export function stored(team: Team, consultationId: string): StoredConsultation {
  const row = team.desk.tables.consultations.get(consultationId);
  if (!row) throw new Error('There is no such consultation.');
  return row;
}

export function stateOf(team: Team, consultationId: string): Consultation['state'] {
  return stored(team, consultationId).consultation.state;
}

/** Time passes, and what the clocks and queues make of it is done. */
export async function pass(team: Team, ms: number): Promise<void> {
  await team.pass(ms);
  await team.work();
}

/** A press, and what the queues make of it. */
export async function press(team: Team, ...pressed: Parameters<Team['press']>): Promise<void> {
  await team.press(...pressed);
  await team.work();
}

/** The kinds of all screens in a chat since some message. */
export function kindsOf(team: Team, who: Caller, since = 0): readonly Screen['kind'][] {
  return team
    .seen(who)
    .slice(since)
    .map(({ screen }) => screen.kind);
}
