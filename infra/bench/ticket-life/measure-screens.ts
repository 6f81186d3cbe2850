import type { Person } from '@desk/telegram-simulator';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { type ListPage, openList, openTicket } from '../../stack/look-at-tickets.ts';
import { readTicketLines } from '../../stack/read-chat.ts';
import type { StaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';

/** Requests to the tracker per 100 screens. */
export interface ScreenCosts {
  readonly screens: number;
  readonly cached: number;
  /** With one read for each line shown, as a client without a memory of its own would do. */
  readonly plain: number;
}

const employeesLooking = 40;
const roundsOfSpecialists = 2;
const answerWithinMs = 15_000;

/** Employees look through their lists and open a ticket each, specialists look through theirs. */
export async function measureScreens(
  { say }: Bench,
  { stack, specialists }: StaffedDesk,
  tickets: readonly FiledTicket[],
): Promise<ScreenCosts> {
  say('Screens: lists and opened tickets, and how often the tracker is asked for them');
  const shown: (readonly string[])[] = [];
  const cached = await countRequests(stack, async () => {
    for (const { requester, number } of tickets.slice(0, employeesLooking)) {
      const list = await openList(requester, 'ownTickets', answerWithinMs);
      shown.push(numbersOn(list));
      await openTicket(requester, list, number, answerWithinMs);
      shown.push([number]);
    }
    for (let round = 0; round < roundsOfSpecialists; round += 1) {
      for (const person of specialists) shown.push(await lookAtWork(person));
    }
  });
  const plain = await countRequests(stack, () => readPlainly(stack, shown.flat()));
  const per100 = (requests: number) => (requests * 100) / shown.length;
  return { screens: shown.length, cached: per100(cached), plain: per100(plain) };
}

async function lookAtWork(person: Person): Promise<readonly string[]> {
  return numbersOn(await openList(person, 'assigned', answerWithinMs));
}

function numbersOn(page: ListPage): readonly string[] {
  return readTicketLines(page.text).map(({ number }) => number);
}

async function countRequests({ jira }: StaffedDesk['stack'], work: () => Promise<unknown>): Promise<number> {
  let requests = 0;
  const stop = jira.onRequest(() => {
    requests += 1;
  });
  await work();
  stop();
  return requests;
}

async function readPlainly({ jira, environmentOf }: StaffedDesk['stack'], numbers: readonly string[]): Promise<void> {
  const { JIRA_EMAIL, JIRA_API_TOKEN } = environmentOf('gateway');
  const credentials = Buffer.from(`${JIRA_EMAIL}:${JIRA_API_TOKEN}`).toString('base64');
  for (const number of numbers) {
    const answer = await fetch(`${jira.baseUrl}/rest/api/3/issue/${number}`, {
      headers: { Authorization: `Basic ${credentials}` },
    });
    if (!answer.ok) throw new Error(`Jira answered ${answer.status}.`);
    await answer.arrayBuffer();
  }
}
