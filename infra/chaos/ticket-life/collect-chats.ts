import type { IssueView, JiraSimulator } from '@desk/jira-simulator';
import type { Person, TelegramSimulator } from '@desk/telegram-simulator';
import { inParallel } from '../../stack/in-parallel.ts';
import { openList, turnPages } from '../../stack/look-at-tickets.ts';
import { jiraStatuses, readTicketLines } from '../../stack/read-chat.ts';
import type { ChatsSeen, TicketTruth } from './judge-chats.ts';
import { findCodes } from './work-at-random.ts';

/** People by their accounts in the tracker. */
export type PeopleByAccount = ReadonlyMap<string, Person>;

const lookingAtOnceMax = 8;

export function readTruth(jira: JiraSimulator): TicketTruth[] {
  return jira.issues().map(truthOf);
}

function truthOf({ key, labels, reporter, status, priority, assignee, comments }: IssueView): TicketTruth {
  const known = jiraStatuses.find((each) => each === status);
  if (known === undefined) throw new Error(`Jira has an unknown status: ${status}.`);
  return {
    ...{ number: key, requester: reporter.id, status: known, priority },
    isOurs: labels.some((label) => label.startsWith('desk-')),
    assignee: assignee && { account: assignee.id, name: assignee.displayName },
    comments: comments.flatMap(({ body, public: isPublic, author }) =>
      findCodes(body).map((code) => ({ code, public: isPublic, author: author.id })),
    ),
  };
}

export function readTexts(people: PeopleByAccount): ChatsSeen['texts'] {
  return new Map(
    [...people].map(([account, person]) => [
      account,
      person.messages().flatMap(({ from, text }) => (from === 'bot' ? [text] : [])),
    ]),
  );
}

/** Everybody looks through their lists. To be asked last: what they see stands in their chats. */
export async function readLists(
  { employees, specialists }: { readonly employees: PeopleByAccount; readonly specialists: PeopleByAccount },
  withinMs: number,
): Promise<NonNullable<ChatsSeen['lists']>> {
  const readAll = async (people: PeopleByAccount, which: 'ownTickets' | 'assigned') => {
    const read = await inParallel([...people], lookingAtOnceMax, async ([account, person]) => {
      const pages = await turnPages(person, await openList(person, which, withinMs), withinMs);
      return [account, pages.flatMap(({ text }) => readTicketLines(text))] as const;
    });
    return new Map(read);
  };
  return { own: await readAll(employees, 'ownTickets'), work: await readAll(specialists, 'assigned') };
}

/** Words that the bot sends though they have never been public, as soon as it does. */
export function listenForLeaks(
  telegram: TelegramSimulator,
  wasPublic: (code: string) => boolean,
): { leaked(): string[]; stop(): void } {
  const leaked = new Set<string>();
  const stop = telegram.onCall(({ payload }) => {
    for (const code of findCodes(JSON.stringify(payload))) if (!wasPublic(code)) leaked.add(code);
  });
  return { leaked: () => [...leaked], stop };
}
