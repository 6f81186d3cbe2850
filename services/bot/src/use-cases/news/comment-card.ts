import { isQuiet } from '@desk/domain';
import type { TicketComment } from '../../ports/gateway-desk.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { Placement } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { buttons, press, type View } from '../show-screen.ts';

/** A ticket that the tracker has. */
export type NumberedTicket = StoredTicket & { readonly ticket: { readonly number: string } };

/** A comment's standing card in its reader's chat. */
export function commentCard(ticketId: string, commentId: string, where: 'in-place' | 'below'): Placement {
  return { kind: where === 'below' ? 'card-below' : 'card', card: commentCardName(ticketId, commentId) };
}

export function commentCardName(ticketId: string, commentId: string): string {
  return `comment:${ticketId}:${commentId}`;
}

/** `edited`: it was told of before, in other words. What was corrected before anybody read it is simply what was said. */
export function commentView(
  { ticket: { id, number } }: NumberedTicket,
  comment: TicketComment,
  { edited }: { readonly edited: boolean },
): View {
  const { authorName, text, files } = comment;
  const names = files.map(({ name }) => name);
  return {
    screen: { kind: 'comment', number, authorName, text, files: names, edited },
    keyboard: buttons(
      [
        press({ kind: 'write', ticketId: id, what: 'comment' }),
        press({ kind: 'open-ticket', ticketId: id, below: true }),
      ],
      ...fileRows(id, comment),
    ),
    about: id,
  };
}

/** More than these can be had in the tracker. */
const fileButtonsMax = 8;

function fileRows(ticketId: string, { id: commentId, files }: TicketComment) {
  return files
    .slice(0, fileButtonsMax)
    .map(({ id: fileId, name }) => [press({ kind: 'get-file', ticketId, commentId, fileId }, { about: name })]);
}

/** To a reader without a session: what it says is not even here. */
export function waitingView({ ticket: { id, number } }: NumberedTicket, commentId: string): View {
  return {
    screen: { kind: 'comment-waiting', number },
    keyboard: buttons([press({ kind: 'open-comment', ticketId: id, commentId })]),
    about: id,
  };
}

/** At night employees are told without a sound; whoever is on shift hears everything. */
export function isSilent({ person, duty }: Acquaintance, now: number, { quietHours }: Policy): boolean {
  if (quietHours === null || duty?.state === 'on-shift') return false;
  return person.profile.role === 'employee' && isQuiet(quietHours, now);
}
