import type { TicketStatus } from '@desk/domain';
import type { FrameLocator, Locator } from 'playwright-core';
import type { TrackerWords } from '../../stack/tracker-changes.ts';

/** The tracker's board as one sees and touches it, in Ukrainian; statuses in the desk's own words. */
export interface BoardOnPage {
  readonly frame: FrameLocator;
  /** A ticket's card, in the column of this status, or in any. */
  shows(number: string, status?: TicketStatus): Promise<Locator>;
  /** The card names who has the ticket. */
  showsAssignee(number: string, name: string): Promise<void>;
  /** As `shows`, and clicks it. */
  opens(number: string, status?: TicketStatus): Promise<void>;
  /** Of the opened ticket, whoever may read it. */
  showsComment(words: string): Promise<void>;
  /** Of the opened ticket, or of a comment. */
  showsFile(name: string): Promise<void>;
  /** What everybody may read, in the opened ticket. */
  comments(text: string): Promise<void>;
  /** For colleagues alone. */
  notes(text: string): Promise<void>;
  moves(status: TicketStatus): Promise<void>;
}

export function boardOnPage(frame: FrameLocator, { statuses }: TrackerWords): BoardOnPage {
  const card = (number: string, status?: TicketStatus) => {
    const column = status === undefined ? '' : `[data-status="${statuses[status]}"] `;
    return frame.locator(`${column}[data-key="${number}"]`).first();
  };
  const see = async (seen: Locator) => {
    await seen.first().waitFor();
    return seen.first();
  };
  const write = async (as: string, text: string, send: string) => {
    const composer = frame.locator('.composer');
    await composer.getByRole('button', { name: as }).click();
    await composer.locator('textarea').fill(text);
    await composer.getByRole('button', { name: send }).click();
    await see(frame.locator('.comment', { hasText: text }));
  };

  return {
    frame,
    shows: (number, status) => see(card(number, status)),
    async showsAssignee(number, name) {
      await see(card(number).getByRole('img', { name }));
    },
    opens: (number, status) => card(number, status).click(),
    async showsComment(words) {
      await see(frame.locator('.comment', { hasText: words }));
    },
    async showsFile(name) {
      await see(frame.getByRole('link', { name }));
    },
    comments: (text) => write('Відповідь заявнику', text, 'Надіслати'),
    notes: (text) => write('Внутрішня нотатка', text, 'Додати нотатку'),
    async moves(status) {
      await frame.getByLabel('Статус', { exact: true }).selectOption(statuses[status]);
    },
  };
}
