import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@desk/telegram-simulator';
import { type FiledTicket, fileOneEach } from '../../stack/file-one-each.ts';
import { acceptOffers } from '../../stack/open-dialogues.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import { type Held, holdConsultations } from '../consultations/hold-consultations.ts';
import { type FilingRun, fileTickets } from '../file-tickets.ts';
import type { WrittenComment } from '../ticket-life/judge-comments.ts';

/** How many people do what. Those who file do nothing else, and so on: nobody talks about two things at once. */
export interface Staffing {
  readonly filing: number;
  readonly commenting: number;
  readonly consulting: number;
}

/** People with what they need for their part of the day. */
export interface Crew {
  readonly filing: readonly Person[];
  /** Each with a ticket. */
  readonly commenting: readonly FiledTicket[];
  readonly consulting: readonly FiledTicket[];
}

export interface DayPlan {
  readonly seed: number;
  /** Filings and comments are spread over it; whoever is stuck for longer ends later. */
  readonly durationMs: number;
  readonly filingEveryMs: number;
  readonly commentEveryMs: number;
  /** For each of those who consult. */
  readonly messagesEach: number;
  readonly say: (line: string) => void;
}

export interface DayDone {
  readonly filings: readonly FilingRun[];
  readonly comments: readonly WrittenComment[];
  readonly held: Held;
}

const filingsAtOnceMax = 8;

export async function gatherCrew(desk: StaffedDesk, { filing, commenting, consulting }: Staffing): Promise<Crew> {
  const people = desk.employees;
  const withTickets = people.slice(filing, filing + commenting + consulting);
  const tickets = await fileOneEach({ ...desk, employees: withTickets });
  return {
    filing: people.slice(0, filing),
    commenting: tickets.slice(0, commenting),
    consulting: tickets.slice(commenting),
  };
}

/** Employees file, write to their tickets and consult, all at the same time. */
export async function workDay(desk: StaffedDesk, crew: Crew, plan: DayPlan): Promise<DayDone> {
  const stopAccepting = acceptOffers(desk.stack.telegram, desk.specialists);
  const [filings, comments, held] = await Promise.all([
    fileAllDay(desk, crew.filing, plan),
    commentAllDay(crew.commenting, plan),
    holdConsultations({
      tickets: crew.consulting,
      specialists: desk.specialists,
      messagesEach: plan.messagesEach,
      draws: drawFrom(plan.seed + 1),
      onSaid: () => undefined,
      onOver({ number, stuckAt }) {
        if (stuckAt !== null) plan.say(`${number} got stuck at: ${stuckAt}`);
      },
    }),
  ]);
  stopAccepting();
  return { filings, comments, held };
}

function fileAllDay(desk: StaffedDesk, employees: readonly Person[], plan: DayPlan): Promise<FilingRun[]> {
  const beganAt = performance.now();
  const pace = {
    atOnce: Math.min(filingsAtOnceMax, employees.length),
    mayBegin: (index: number) => until(beganAt + index * plan.filingEveryMs),
    note: () => undefined,
    over: () => undefined,
    say: plan.say,
  };
  const count = Math.floor(plan.durationMs / plan.filingEveryMs);
  return fileTickets({ ...desk, employees }, count, pace, drawFrom(plan.seed));
}

/** As replies to what stands in their chats about the ticket, in the order of the codes. */
async function commentAllDay(tickets: readonly FiledTicket[], plan: DayPlan): Promise<WrittenComment[]> {
  const beganAt = performance.now();
  const written: WrittenComment[] = [];
  const count = tickets.length === 0 ? 0 : Math.floor(plan.durationMs / plan.commentEveryMs);
  for (let index = 0; index < count; index += 1) {
    await until(beganAt + index * plan.commentEveryMs);
    const ticket = tickets[index % tickets.length];
    if (!ticket) throw new Error('There are no tickets to write to.');
    const { number, requester } = ticket;
    const code = `W${String(index + 1).padStart(4, '0')}`;
    await requester.send(`${code} Ще одне уточнення.`, { replyTo: messageAbout(requester, number) });
    written.push({ code, number, author: requester.name });
  }
  return written;
}

function messageAbout(person: Person, number: string): number {
  const about = new RegExp(`(?:^|\\s)${number}(?!\\d)`);
  const found = person.messages().find(({ from, text }) => from === 'bot' && about.test(text));
  if (!found) throw new Error(`${person.name} has nothing about ${number}.`);
  return found.id;
}

async function until(at: number): Promise<void> {
  const waitMs = at - performance.now();
  if (waitMs > 0) await pause(waitMs);
}
