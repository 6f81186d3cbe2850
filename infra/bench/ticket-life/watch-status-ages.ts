import { setTimeout as pause } from 'node:timers/promises';
import type { TicketStatus } from '@desk/domain';
import type { FiledTicket } from '../../stack/file-one-each.ts';
import { openList, openTicket } from '../../stack/look-at-tickets.ts';
import { readOpenedStatus, readTicketLines } from '../../stack/read-chat.ts';
import type { StatusSince, TrackerWork } from './change-tickets.ts';

export interface StatusAges {
  readonly looks: number;
  /** For how long the tracker had had another status already, at most; in lists and on opened cards. */
  readonly listedMsMax: number;
  readonly openedMsMax: number;
}

const lookEveryMs = 500;
const answerWithinMs = 15_000;

/** Employees open lists and tickets, one after the other, and what they are shown is held against the tracker. */
export function watchStatusAges(tickets: readonly FiledTicket[], work: TrackerWork): { close(): Promise<StatusAges> } {
  const closed = new AbortController();
  const ages = { looks: 0, listedMsMax: 0, openedMsMax: 0 };
  const running = look();

  async function look(): Promise<void> {
    while (!closed.signal.aborted) {
      const ticket = tickets[ages.looks % tickets.length];
      if (!ticket) return;
      await lookAt(ticket);
      await pause(lookEveryMs);
    }
  }

  async function lookAt({ number, requester }: FiledTicket): Promise<void> {
    const list = await openList(requester, 'ownTickets', answerWithinMs);
    const listed = readTicketLines(list.text).find((line) => line.number === number);
    if (!listed) throw new Error(`${number} is missing from the list of ${requester.name}.`);
    ages.listedMsMax = Math.max(ages.listedMsMax, ageOf(listed.status, work.statusesOf(number)));
    const opened = await openTicket(requester, list, number, answerWithinMs);
    const status = readOpenedStatus(opened.text);
    if (status !== null) ages.openedMsMax = Math.max(ages.openedMsMax, ageOf(status, work.statusesOf(number)));
    ages.looks += 1;
  }

  // A look that fails is heard of at the end, not in the middle of a round.
  running.catch(() => undefined);
  return {
    async close() {
      closed.abort();
      await running;
      return { ...ages };
    },
  };
}

/** Milliseconds since the tracker last had this status; 0 while it has. */
export function ageOf(shown: TicketStatus, history: readonly StatusSince[], now = Date.now()): number {
  const last = history.findLastIndex(({ status }) => status === shown);
  if (last === -1) return now;
  const left = history[last + 1];
  return left === undefined ? 0 : now - left.at;
}
