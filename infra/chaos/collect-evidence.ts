import type { IssueView } from '@desk/jira-simulator';
import type { Person } from '@desk/telegram-simulator';
import { inParallel } from '../stack/in-parallel.ts';
import { openList, turnPages } from '../stack/look-at-tickets.ts';
import { accountOf, type StaffedDesk } from '../stack/start-staffed-desk.ts';
import { withDatabase } from '../stack/with-database.ts';
import type { FilingRun } from './file-tickets.ts';
import type { Evidence, TicketSeen } from './judge-filings.ts';

const listWithinMs = 30_000;

/** What the bot's database says about itself, in numbers. */
export interface Bookkeeping {
  readonly ticketsAssignedTwice: number;
  readonly deadLetters: number;
  /** Will never be done; without the notices below. */
  readonly parkedEffects: number;
  /** Each may have arrived twice by now, and is not sent a third time. */
  readonly noticesGivenUp: number;
  /** Arrivals and effects that still wait. */
  readonly waiting: number;
}

export function collectEvidence({ stack, specialists }: StaffedDesk, runs: readonly FilingRun[]): Evidence {
  return {
    tickets: stack.jira.issues().map(seeTicket),
    requesterChats: new Map(runs.map(({ filing, person }) => [filing.code, said(person)])),
    noticesTo: new Map(specialists.map((person) => [accountOf(stack.organisation, person), said(person)])),
    listsOf: new Map(),
  };
}

/** Every specialist looks into the list of their tickets. To be asked last: what they see stands in their chats. */
export async function readLists({ stack, specialists }: StaffedDesk): Promise<Evidence['listsOf']> {
  const lists = await inParallel(specialists, specialists.length, async (person) => {
    const pages = await turnPages(person, await openList(person, 'assigned', listWithinMs), listWithinMs);
    return [accountOf(stack.organisation, person), pages.map(({ text }) => text)] as const;
  });
  return new Map(lists);
}

function seeTicket({ key, summary, description, labels, assignee, history, attachments }: IssueView): TicketSeen {
  return {
    number: key,
    text: `${summary}\n${description}`,
    markers: labels.filter((label) => label.startsWith('desk-')),
    assignee: assignee?.id ?? null,
    assignments: history.filter(({ field, to }) => field === 'assignee' && to !== null).length,
    fileNames: attachments.map(({ filename }) => filename),
  };
}

function said(person: Person): readonly string[] {
  return person.messages().flatMap(({ from, text }) => (from === 'bot' ? [text] : []));
}

export async function readBookkeeping({ stack }: StaffedDesk): Promise<Bookkeeping> {
  const { rows } = await withDatabase(stack.databases.bot, (client) =>
    client.query<Record<keyof Bookkeeping, string>>(selectBookkeeping),
  );
  const [row] = rows;
  if (!row) throw new Error('The database does not say how things stand.');
  const { ticketsAssignedTwice, deadLetters, parkedEffects, noticesGivenUp, waiting } = row;
  return {
    ticketsAssignedTwice: Number(ticketsAssignedTwice),
    deadLetters: Number(deadLetters),
    parkedEffects: Number(parkedEffects),
    noticesGivenUp: Number(noticesGivenUp),
    waiting: Number(waiting),
  };
}

const selectBookkeeping = `
  select
    (select count(*) from (select 1 from assignments group by ticket_id having count(*) > 1) as twice)
      as "ticketsAssignedTwice",
    (select count(*) from inbox where state = 'dead') as "deadLetters",
    (select count(*) from outbox where state = 'parked' and reason is distinct from 'unknown') as "parkedEffects",
    (select count(*) from outbox where state = 'parked' and reason = 'unknown') as "noticesGivenUp",
    (select count(*) from inbox where state = 'pending')
      + (select count(*) from outbox where state in ('pending', 'sending')) as waiting`;
