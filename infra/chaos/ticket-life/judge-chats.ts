import type { Priority, TicketStatus } from '@desk/domain';
import { readTicketCard, type TicketLine } from '../../stack/read-chat.ts';
import { findCodes } from './work-at-random.ts';

/** A ticket as the tracker has it. People appear by their accounts. */
export interface TicketTruth {
  readonly number: string;
  /** Filed through the desk, rather than born in the tracker. */
  readonly isOurs: boolean;
  /** Null where whoever asked has none. */
  readonly requester: string | null;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly assignee: { readonly account: string; readonly name: string } | null;
  readonly comments: readonly { readonly code: string; readonly public: boolean; readonly author: string }[];
}

/** What people see in the end, by their accounts. */
export interface ChatsSeen {
  /** What the bot has standing in each chat, oldest first. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** Of employees: their own tickets; of specialists: those they have. Null: nobody has looked. */
  readonly lists: {
    readonly own: ReadonlyMap<string, readonly TicketLine[]>;
    readonly work: ReadonlyMap<string, readonly TicketLine[]>;
  } | null;
  /** Words that the bot sent anybody, though they had never been public. */
  readonly leaked: readonly string[];
}

export const lifeWrongs = [
  'leaked',
  'comment-missing',
  'comment-twice',
  'comment-stale',
  'card-differs',
  'own-list-differs',
  'work-list-differs',
] as const;
export type LifeWrong = (typeof lifeWrongs)[number];

/** What is wrong, by ticket number, or by the code of a comment. */
export type LifeVerdict = Readonly<Record<LifeWrong, readonly string[]>>;

/** Holds every chat against the tracker: cards and lists equal it, each public comment stands once, nothing else does. */
export function judgeChats(tickets: readonly TicketTruth[], { texts, lists, leaked }: ChatsSeen): LifeVerdict {
  const current = new Set(tickets.flatMap((ticket) => publicCodes(ticket)));
  const standing = [...texts.values()].map((chat) => chat.flatMap(findCodes));
  return {
    leaked,
    'comment-missing': tickets.flatMap((ticket) => missingComments(ticket, texts)),
    'comment-twice': standing.flatMap((codes) => codes.filter((code, at) => codes.indexOf(code) !== at)),
    'comment-stale': standing.flatMap((codes) => codes.filter((code) => !current.has(code))),
    'card-differs': tickets.flatMap((ticket) =>
      isCardRight(ticket, texts.get(ticket.requester ?? '') ?? []) ? [] : [ticket.number],
    ),
    'own-list-differs': lists === null ? [] : listDifferences(lists.own, tickets, ({ requester }) => requester),
    'work-list-differs': lists === null ? [] : listDifferences(lists.work, tickets.filter(isOpen), holderOf),
  };
}

export function isRight(verdict: LifeVerdict): boolean {
  return lifeWrongs.every((wrong) => verdict[wrong].length === 0);
}

function publicCodes({ comments }: TicketTruth, but: string | null = null): string[] {
  return comments.flatMap(({ code, public: isPublic, author }) => (isPublic && author !== but ? [code] : []));
}

function missingComments(ticket: TicketTruth, texts: ChatsSeen['texts']): string[] {
  const chat = texts.get(ticket.requester ?? '');
  if (chat === undefined) return [];
  const codes = new Set(chat.flatMap(findCodes));
  return publicCodes(ticket, ticket.requester).filter((code) => !codes.has(code));
}

/** The newest card counts: those above it have become history. */
function isCardRight(ticket: TicketTruth, chat: readonly string[]): boolean {
  const cards = chat.map(readTicketCard).filter((card) => card?.number === ticket.number);
  const card = cards.at(-1);
  if (!card) return !ticket.isOurs;
  const isNamed = !isOpen(ticket) || card.specialist === (ticket.assignee?.name ?? null);
  return card.status === ticket.status && isNamed;
}

function isOpen({ status }: TicketTruth): boolean {
  return status !== 'resolved' && status !== 'closed';
}

function holderOf({ assignee }: TicketTruth): string | null {
  return assignee?.account ?? null;
}

function listDifferences(
  lists: ReadonlyMap<string, readonly TicketLine[]>,
  tickets: readonly TicketTruth[],
  ownerOf: (ticket: TicketTruth) => string | null,
): string[] {
  return [...lists].flatMap(([account, lines]) => {
    const listed = new Set(lines.map(lineOf));
    const wanted = new Map(
      tickets.filter((ticket) => ownerOf(ticket) === account).map((ticket) => [lineOf(ticket), ticket]),
    );
    const missing = [...wanted].flatMap(([line, { number }]) => (listed.has(line) ? [] : [number]));
    const extra = lines.flatMap((line) => (wanted.has(lineOf(line)) ? [] : [line.number]));
    return [...new Set([...missing, ...extra])];
  });
}

function lineOf({ number, status, priority }: TicketLine): string {
  return `${number} ${status} ${priority}`;
}
