import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@desk/telegram-simulator';
import { inParallel } from '../../stack/in-parallel.ts';
import { accountOf, type StaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { WrittenComment } from './judge-comments.ts';

/** A ticket, and the two who write to it. */
export interface Correspondence {
  readonly number: string;
  readonly requester: Person;
  readonly specialist: Person;
}

export interface Writing {
  /** Of comments that were written before: codes go on from there. */
  readonly before: number;
  readonly comments: number;
  readonly withinMs: number;
}

const takesAtOnceMax = 4;
const takenWithinMs = 30_000;
const takeButton = 'Узяти в роботу';

/** Whoever was given a ticket takes it: from here on nobody is reminded of it, and nobody else is given it. */
export async function takeTickets(
  { stack, specialists }: StaffedDesk,
  tickets: readonly { readonly number: string; readonly requester: Person }[],
): Promise<Correspondence[]> {
  const byAccount = new Map(specialists.map((person) => [accountOf(stack.organisation, person), person]));
  return inParallel(tickets, takesAtOnceMax, async ({ number, requester }) => {
    const specialist = byAccount.get(stack.jira.issue(number)?.assignee?.id ?? '');
    if (!specialist) throw new Error(`${number} has no specialist.`);
    const notice = await specialist.waitFor(
      ({ text, buttons }) => isAbout(text, number) && buttons.includes(takeButton),
      takenWithinMs,
    );
    await specialist.press(notice.id, takeButton);
    await stack.jira.waitFor((issues) => issues.some(({ key, status }) => key === number && status === 'In Progress'));
    return { number, requester, specialist };
  });
}

/** Requester and specialist of each ticket in turn, as replies to what stands in their chats about it. */
export async function writeComments(
  tickets: readonly Correspondence[],
  { before, comments, withinMs }: Writing,
): Promise<WrittenComment[]> {
  const beganAt = performance.now();
  const written: WrittenComment[] = [];
  for (let at = 0; at < comments; at += 1) {
    const waitMs = beganAt + (at * withinMs) / comments - performance.now();
    if (waitMs > 0) await pause(waitMs);
    const ticket = tickets[at % tickets.length];
    if (!ticket) throw new Error('There are no tickets to write to.');
    const isRequesters = Math.floor(at / tickets.length) % 2 === 0;
    const author = isRequesters ? ticket.requester : ticket.specialist;
    const code = `W${String(before + at + 1).padStart(4, '0')}`;
    await author.send(`${code} Ще одне уточнення.`, { replyTo: messageAbout(author, ticket.number) });
    written.push({ code, number: ticket.number, author: author.name });
  }
  return written;
}

function messageAbout(person: Person, number: string): number {
  const found = person.messages().find(({ from, text }) => from === 'bot' && isAbout(text, number));
  if (!found) throw new Error(`${person.name} has nothing about ${number}.`);
  return found.id;
}

function isAbout(text: string, number: string): boolean {
  return new RegExp(`(?:^|\\s)${number}(?!\\d)`).test(text);
}
