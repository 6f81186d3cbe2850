import { works } from '@desk/domain';
import type { People, Person } from '../../ports/people.ts';
import type { Change, Plan } from '../../ports/plan.ts';
import type { SavedReply } from '../../ports/saved-replies.ts';
import type { Button } from '../../ports/screen.ts';
import type { Ids, Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import type { SignedInTurn } from '../turn.ts';
import type { FindReply } from './answer-prompt.ts';
import { openComposition, spokenOnce, startComposition } from './composition.ts';
import { commentOf } from './keep-words.ts';
import { postOf } from './write-comment.ts';
import { writingCard } from './writing-card.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly ids: Ids;
  readonly policy: Policy;
}

const repliesPerPage = 6;

/** A ticket that this person works on, with its number. */
type Worked = StoredTicket & { readonly ticket: { readonly number: string } };

/** *Saved replies*: those of the ticket's team, a page at a time. */
export function listReplies(needs: Needs) {
  return async (turn: SignedInTurn, { ticketId, page }: ActionOf<'saved-replies'>): Promise<Plan> => {
    const stored = await findWorked(needs.tickets, turn, ticketId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    return planOf({ effects: [showPage(turn, stored, repliesOf(needs.policy, stored), { page, words: null })] });
  };
}

/** Every word has to be in a reply, somewhere. */
export function findReply(needs: Needs): FindReply {
  return async (turn, ticketId, words) => {
    const stored = await findWorked(needs.tickets, turn, ticketId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const sought = words.toLocaleLowerCase('uk').split(/\s+/).filter(Boolean).slice(0, 10);
    const found = repliesOf(needs.policy, stored).filter(({ title, text }) => {
      const all = [title.uk, title.en, text.uk, text.en].join(' ').toLocaleLowerCase('uk');
      return sought.every((word) => all.includes(word));
    });
    return planOf({ effects: [showPage(turn, stored, found.slice(0, repliesPerPage), { page: 0, words })] });
  };
}

/** As it would be sent; whatever is written instead is sent in its place. */
export function showReply(needs: Needs) {
  return async (turn: SignedInTurn, { ticketId, reply: id }: ActionOf<'show-reply'>): Promise<Plan> => {
    const found = await findFilled(needs, turn, ticketId, id);
    if (found === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const { stored, text } = found;
    const { number } = stored.ticket;
    const keyboard = buttons(
      [press({ kind: 'send-reply', ticketId, reply: id }), press({ kind: 'end-writing', ticketId, how: 'cancel' })],
      [press({ kind: 'saved-replies', ticketId, page: 0 })],
    );
    const view = { screen: { kind: 'saved-reply', number, text }, keyboard, about: ticketId } as const;
    return planOf({
      changes: [startComposition(turn, { id: ticketId, number }, { kind: 'comment' })],
      effects: [reply(turn, view, writingCard('below'))],
    });
  };
}

/** Sent as it was shown. */
export function sendReply(needs: Needs) {
  return async (turn: SignedInTurn, { ticketId, reply: id }: ActionOf<'send-reply'>): Promise<Plan> => {
    const open = openComposition(turn);
    const found = await findFilled(needs, turn, ticketId, id);
    // A second tap: the first has sent it.
    if (found === null || open?.ticketId !== ticketId || open.spokenAt !== null) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    const part = { messageId: 0, albumId: null, text: found.text, file: null };
    const comment = { ...commentOf(needs.ids.next(), turn, part, { ticketId, visibility: 'public' }), wordedIn: [] };
    const saved: Change = { kind: 'save-outgoing', comment, expected: 0 };
    return joinPlans(
      planOf({ changes: [{ kind: 'save-composition', composition: spokenOnce(open, turn.now) }] }),
      planOf({ changes: [saved], effects: [postOf(comment, { confirm: 'in-place', count: 1 })] }),
    );
  };
}

async function findWorked(tickets: Tickets, { person }: SignedInTurn, ticketId: string): Promise<Worked | null> {
  const stored = await tickets.findById(ticketId);
  const number = stored?.ticket.number ?? null;
  if (stored === null || number === null) return null;
  const isTheirs = stored.ticket.assigneeId === person.id || works(person.profile, stored.ticket.team);
  return isTheirs ? { ...stored, ticket: { ...stored.ticket, number } } : null;
}

async function findFilled(
  { tickets, people, policy }: Needs,
  turn: SignedInTurn,
  ticketId: string,
  id: string,
): Promise<{ readonly stored: Worked; readonly text: string } | null> {
  const stored = await findWorked(tickets, turn, ticketId);
  const saved = stored === null ? undefined : repliesOf(policy, stored).find((other) => other.id === id);
  if (stored === null || saved === undefined) return null;
  const { requesterId } = stored.ticket;
  const requester = requesterId === null ? null : ((await people.findById(requesterId))?.person ?? null);
  return { stored, text: fillReply(saved, turn, { requester, number: stored.ticket.number }) };
}

/** In the language of whoever reads it, with the names that belong in it. */
export function fillReply(
  { text }: SavedReply,
  turn: SignedInTurn,
  { requester, number }: { readonly requester: Person | null; readonly number: string },
): string {
  const values = new Map([
    ['employee', requester?.profile.displayName ?? ''],
    ['number', number],
    ['specialist', turn.person.profile.displayName],
  ]);
  const said = text[requester?.language ?? turn.language];
  return said.replaceAll(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '').trim();
}

export function repliesOf({ savedReplies }: Policy, { ticket }: StoredTicket): readonly SavedReply[] {
  return savedReplies.filter(({ teams }) => teams === null || teams.includes(ticket.team));
}

function showPage(
  turn: SignedInTurn,
  { ticket: { id: ticketId, number } }: Worked,
  replies: readonly SavedReply[],
  { page: asked, words }: { readonly page: number; readonly words: string | null },
) {
  const pages = Math.max(1, Math.ceil(replies.length / repliesPerPage));
  const page = Math.min(asked, pages - 1);
  const shown = replies.slice(page * repliesPerPage, (page + 1) * repliesPerPage);
  const turnTo = (to: number, caption: 'next' | 'previous') =>
    press({ kind: 'saved-replies', ticketId, page: to }, { caption });
  const ways: readonly Button[] = [
    ...(page > 0 ? [turnTo(page - 1, 'previous')] : []),
    ...(page + 1 < pages ? [turnTo(page + 1, 'next')] : []),
  ];
  const keyboard = buttons(
    ...shown.map(({ id, title }) => [press({ kind: 'show-reply', ticketId, reply: id }, { label: title })]),
    ways,
    [
      ...(words === null && replies.length === 0 ? [] : [press({ kind: 'write', ticketId, what: 'find-reply' })]),
      press({ kind: 'more-ways', ticketId }, { caption: 'back' }),
    ],
  );
  const screen = { kind: 'saved-replies', number, words, page, pages, total: replies.length } as const;
  // What was looked for follows the words that asked for it; pages are turned in place.
  return reply(turn, { screen, keyboard, about: ticketId }, listCard(words !== null));
}
