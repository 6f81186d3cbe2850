import type { DraftFile, DraftPart } from '@desk/domain';
import type { ActionKind } from '../../src/ports/action.ts';
import { aFile } from './filing-steps.ts';
import { type Caller, caller } from './memory-conversations.ts';
import { memoryTeam, specialist, type Team } from './memory-team.ts';

export const olena = caller(1);
export const iryna = specialist(2, 'Ірина Бондар');
export const minute = 60_000;

/** Olena's ticket SD-101, given to Iryna, who has not answered yet. */
export async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  return { team, ticketId };
}

/** Iryna has taken it, and everything that she can do about it stands open. */
export async function taken() {
  const { team, ticketId } = await given();
  await team.press(iryna, 'take-ticket');
  await team.work();
  await team.press(iryna, 'more-ways');
  return { team, ticketId };
}

/** Olena has pressed *Write*. */
export async function writing() {
  const { team, ticketId } = await given();
  await team.press(olena, 'write', { ticketId, what: 'comment' });
  return { team, ticketId };
}

let messages = 500;

/** What somebody sends to the chat, with everything that comes of it; the message's id. */
export async function send(
  team: Team,
  who: Caller,
  part: Partial<DraftPart>,
  replyTo: number | null = null,
): Promise<number> {
  messages += 1;
  const whole = { messageId: messages, albumId: null, text: null, file: null, ...part };
  await team.hear(who, { kind: 'message', part: whole, replyTo });
  await team.work();
  return whole.messageId;
}

export async function press(team: Team, who: Caller, kind: ActionKind, match: object = {}): Promise<void> {
  await team.press(who, kind, match);
  await team.work();
}

export async function pass(team: Team, ms: number): Promise<void> {
  await team.pass(ms);
  await team.work();
}

export const sentFile = (name: string, change: Partial<DraftFile> = {}) =>
  aFile({ telegramFileId: name, uniqueId: name, name, ...change });

export const commentsOf = ({ gateway }: Team, number = 'SD-101') => gateway.state.comments.get(number) ?? [];
export const textsOf = (team: Team, number?: string) => commentsOf(team, number).map(({ text }) => text);
/** What was said and who may read it. */
export const saidOf = (team: Team) => commentsOf(team).map(({ text, visibility }) => ({ text, visibility }));
export const stateOf = ({ gateway }: Team) => gateway.state.filed.get('SD-101')?.state;
export const kindsOf = (team: Team, who: Caller) => team.seen(who).map(({ screen }) => screen.kind);
export const outgoingOf = ({ desk }: Team) => [...desk.tables.outgoing.values()].map(({ comment }) => comment);
/** Whose words have not left yet. */
export const wordsKept = (team: Team) => outgoingOf(team).filter(({ content }) => content !== null);
