import type { ChatMessage, Person } from '@desk/telegram-simulator';
import { menuWords } from './act-in-chat.ts';
import { readOpenedStatus } from './read-chat.ts';

const nextPage = 'Далі →';
const pagesMax = 50;

/** One page of a list of tickets, as it stands in the chat. */
export type ListPage = ChatMessage;

/** Asks for one's list by the menu: an employee's own tickets, or those a specialist has. */
export async function openList(person: Person, which: 'ownTickets' | 'assigned', withinMs: number): Promise<ListPage> {
  const asked = await person.pressKeyboard(menuWords[which]);
  return person.waitFor(({ id, from }) => from === 'bot' && id > asked.id, withinMs);
}

/** Every page of a list, from the first. */
export async function turnPages(person: Person, first: ListPage, withinMs: number): Promise<ListPage[]> {
  const pages = [first];
  let page = first;
  while (page.buttons.includes(nextPage) && pages.length < pagesMax) {
    const { id, text: before } = page;
    await person.press(id, nextPage);
    page = await person.waitFor((message) => message.id === id && message.text !== before, withinMs);
    pages.push(page);
  }
  return pages;
}

/** Opens a ticket from a list; its card takes the list's place. */
export async function openTicket(
  person: Person,
  list: ListPage,
  number: string,
  withinMs: number,
): Promise<ChatMessage> {
  await person.press(list.id, number);
  return person.waitFor(({ id, text }) => id === list.id && readOpenedStatus(text) !== null, withinMs);
}
