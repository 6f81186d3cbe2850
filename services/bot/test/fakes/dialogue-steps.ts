import { type DraftFile, defaultConsultationLimits } from '@desk/domain';
import type { ConsultationScreen } from '../../src/ports/consultation-screen.ts';
import type { Screen } from '../../src/ports/screen.ts';
import { type Caller, caller } from './memory-conversations.ts';
import { memoryTeam, specialist, type Team } from './memory-team.ts';
import { samplePolicy } from './sample-policy.ts';

let messages = 20_000;

export const olena = caller(1, { displayName: 'Олена Коваль' });
export const petro = caller(3, { displayName: 'Петро Мельник' });
export const iryna = specialist(2, 'Ірина Бондар');
export const marko = specialist(4, 'Марко Лис');

/** Olena talks to Iryna. */
export async function talking() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const id = await connect(team, olena, iryna);
  return { team, id };
}

/** One specialist with two dialogues. */
export async function talkingTwice() {
  const policy = samplePolicy();
  const consultationLimits = { ...defaultConsultationLimits, capacity: 2 };
  const team = memoryTeam({ policy: { ...policy, consultationLimits } });
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  await team.signIn(petro);
  const ofOlena = await connect(team, olena, iryna);
  const ofPetro = await connect(team, petro, iryna);
  return { team, ofOlena, ofPetro };
}

/** What a person can put into a message beyond its words. */
interface Manner {
  readonly replyTo?: number | null;
  readonly file?: DraftFile | null;
  readonly albumId?: string | null;
  /** Where it stands in the chat; below everything unless it was overtaken. */
  readonly messageId?: number;
}

/** A message of this person, handled and delivered; where it stands in their chat. */
export async function say(team: Team, who: Caller, text: string | null, manner: Manner = {}): Promise<number> {
  messages += 1;
  const { replyTo = null, file = null, albumId = null, messageId = messages } = manner;
  await team.hear(who, { kind: 'message', part: { messageId, albumId, text, file }, replyTo });
  await team.work();
  return messageId;
}

/** A ticket of the employee, and somebody who talks to them about it. */
export async function connect(team: Team, employee: Caller, specialist: Caller): Promise<string> {
  const ticketId = await team.file(employee);
  await team.press(employee, 'request-consultation', { ticketId });
  await team.work();
  await team.press(specialist, 'accept-offer');
  await team.work();
  const found = [...team.desk.tables.consultations.values()].find((each) => each.consultation.ticketId === ticketId);
  if (found?.consultation.state !== 'active') throw new Error('Nobody talks.');
  return found.consultation.id;
}

/** Time passes until what was said is in the ticket. */
export async function mirror(team: Team): Promise<void> {
  for (let times = 0; times < 3; times += 1) {
    await team.pass(3_500);
    await team.work();
  }
}

/** Every line of the ticket's comments of a dialogue. */
export function linesInTicket(team: Team, consultationId: string): readonly (readonly [string, string])[] {
  const batches = team.gateway.consultationDesk.documented.get(consultationId)?.batches.values() ?? [];
  return [...batches].flat().map(({ side, text, edited }) => [side, edited ? `edited: ${text}` : text]);
}

export function screensOf<Kind extends ConsultationScreen['kind']>(
  team: Team,
  who: Caller,
  kind: Kind,
): readonly Extract<Screen, { kind: Kind }>[] {
  const isOf = (screen: Screen): screen is Extract<Screen, { kind: Kind }> => screen.kind === kind;
  return team
    .seen(who)
    .map(({ screen }) => screen)
    .filter(isOf);
}
