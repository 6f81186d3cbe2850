import type { Person, TelegramSimulator } from '@desk/telegram-simulator';
import { inParallel } from '../../stack/in-parallel.ts';
import { openList, turnPages } from '../../stack/look-at-tickets.ts';
import { readTicketLines } from '../../stack/read-chat.ts';
import type { TicketSeen, TrackerHands } from '../../stack/tracker-hands.ts';
import type { ChatsSeen, TicketTruth } from './judge-chats.ts';
import { findCodes } from './work-at-random.ts';

/** People by their accounts in the tracker. */
export type PeopleByAccount = ReadonlyMap<string, Person>;

const lookingAtOnceMax = 8;

export function readTruth(tracker: Pick<TrackerHands, 'tickets'>): TicketTruth[] {
  return tracker.tickets().map(truthOf);
}

function truthOf({ number, isOurs, requesterAccount, status, priority, ...ticket }: TicketSeen): TicketTruth {
  const { assignee, assigneeName, comments } = ticket;
  return {
    ...{ number, isOurs, requester: requesterAccount, status, priority },
    assignee: assignee === null ? null : { account: assignee, name: assigneeName ?? '' },
    comments: comments.flatMap(({ text, public: isPublic, author }) =>
      findCodes(text).map((code) => ({ code, public: isPublic, author })),
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
