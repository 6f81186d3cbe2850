import type { Consultation } from '@desk/domain';
import type { StoredConsultation } from '../../src/ports/consultations.ts';
import type { Screen } from '../../src/ports/screen.ts';
import { type Caller, caller } from './memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from './memory-team.ts';
import { samplePolicy } from './sample-policy.ts';

export const olena = caller(1);
export const petro = caller(5, { displayName: 'Петро Сидоренко' });
export const iryna = specialist(2, 'Ірина Бондар');
export const andrii = specialist(3, 'Андрій Мельник');
export const marta = supervisor(4, 'Марта Гнатюк');
export const second = 1_000;
export const minute = 60 * second;

/** A desk with these on shift, and Olena signed in. */
export async function staffed(...onShift: readonly Caller[]): Promise<Team> {
  const team = memoryTeam({ policy: samplePolicy({ waitAlertMs: 5 * minute }) });
  for (const each of onShift) await team.comeOnShift(each);
  await team.signIn(olena);
  return team;
}

/** Olena and Iryna talk; our id of it. */
export async function talking(team: Team): Promise<string> {
  const id = await ask(team, olena);
  await press(team, iryna, 'accept-offer');
  if (stateOf(team, id) !== 'active') throw new Error('Nobody talks.');
  return id;
}

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
