import type { TicketStatus } from '@desk/domain';
import type { RecordedCall } from '@desk/telegram-simulator';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { jiraWords } from '../../stack/hands-on-jira.ts';
import { readNumber, readTicketCard } from '../../stack/read-chat.ts';
import type { Draws } from '../../stack/seeded-draws.ts';
import { accountOf, type StaffedDesk } from '../../stack/start-staffed-desk.ts';

/** A status that a ticket has had, and from when. */
export interface StatusSince {
  readonly at: number;
  readonly status: TicketStatus;
}

/** Somebody working in Jira, one change at a time. */
export interface TrackerWork {
  /** Changes a ticket; answers what the message that tells of it is recognised by. */
  change(ticket: FiledTicket): string;
  /** Every status a ticket has had since the work began, oldest first. */
  statusesOf(number: string): readonly StatusSince[];
}

/** Statuses that agents move tickets between while they work; each leads to the others. */
const statuses = ['in-progress', 'waiting-for-support', 'waiting-for-customer'] as const;

/** Public comments by an agent, status changes and reassignments, most of them comments, as on a working day. */
export function workInTracker({ stack, specialists }: StaffedDesk, draws: Draws): TrackerWork {
  const { jira, organisation } = stack;
  const chats = new Map(specialists.map((person) => [accountOf(organisation, person), person.id]));
  const histories = new Map<string, StatusSince[]>();
  let comments = 0;

  function comment(number: string, actorId: string): string {
    comments += 1;
    const code = `N${String(comments).padStart(5, '0')}`;
    jira.agent(actorId).comment(number, `${code} Перевірте, будь ласка, ще раз.`);
    return code;
  }

  function move(number: string, actorId: string): string {
    const from = jira.issue(number)?.status;
    const [to = statuses[0]] = draws.shuffle(statuses.filter((status) => jiraWords.statuses[status] !== from));
    jira.agent(actorId).transition(number, jiraWords.statuses[to]);
    historyOf(number).push({ at: Date.now(), status: to });
    return statusKey(number, to);
  }

  function reassign(number: string, actorId: string): string {
    const [account = actorId] = draws.shuffle([...chats.keys()].filter((each) => each !== actorId));
    jira.agent(actorId).assign(number, account);
    return assigneeKey(number, chats.get(account) ?? 0);
  }

  function historyOf(number: string): StatusSince[] {
    const known = histories.get(number) ?? [{ at: 0, status: 'new' as const }];
    histories.set(number, known);
    return known;
  }

  return {
    change({ number }) {
      const assignee = jira.issue(number)?.assignee?.id;
      if (assignee === undefined) throw new Error(`Nobody has ${number}.`);
      const share = draws.fraction();
      if (share < commentShare) return comment(number, assignee);
      return share < commentShare + moveShare ? move(number, assignee) : reassign(number, assignee);
    },
    statusesOf: historyOf,
  };
}

const commentShare = 0.6;
const moveShare = 0.3;

/** Which change a call of the bot tells people of; undefined: none. */
export function newsIn({ method, chatId, payload }: RecordedCall): string | undefined {
  if (method !== 'sendMessage' && method !== 'editMessageText') return undefined;
  const text = String(payload.text);
  const code = /\bN\d{5}\b/.exec(text)?.[0];
  if (code !== undefined) return code;
  const card = readTicketCard(text);
  if (card !== null) return statusKey(card.number, card.status);
  const number = method === 'sendMessage' ? readNumber(text) : null;
  return number === null || chatId === undefined ? undefined : assigneeKey(number, chatId);
}

function statusKey(number: string, status: TicketStatus): string {
  return `${number} is ${status}`;
}

function assigneeKey(number: string, chatId: number): string {
  return `${number} goes to ${chatId}`;
}
