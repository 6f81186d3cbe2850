import type { Person } from '@desk/telegram-simulator';
import { prepareTicket, pressSend } from './act-in-chat.ts';
import { inParallel } from './in-parallel.ts';
import { readNumber } from './read-chat.ts';
import { plainRequestType, type StaffedDesk } from './start-staffed-desk.ts';

export interface FiledTicket {
  readonly number: string;
  readonly requester: Person;
}

const filingAtOnceMax = 8;
const stepWithinMs = 60_000;
const assignedWithinMs = 120_000;

/** Every employee files one ticket, and each has its specialist. */
export async function fileOneEach({ stack, employees }: StaffedDesk): Promise<FiledTicket[]> {
  const filed = await inParallel(employees, filingAtOnceMax, async (requester, at) => {
    const code = `F${String(at).padStart(4, '0')}`;
    const problem = { code, text: `${code} Не друкує принтер у приймальні`, type: plainRequestType };
    await pressSend(requester, await prepareTicket(requester, problem, stepWithinMs));
    const created = await requester.waitFor(({ text }) => /^Заявку SD-\d+ створено/.test(text), stepWithinMs);
    const number = readNumber(created.text);
    if (number === null) throw new Error('A ticket was created without a number.');
    return { number, requester };
  });
  await stack.jira.waitFor((issues) => issues.every(({ assignee }) => assignee !== null), assignedWithinMs);
  return filed;
}
