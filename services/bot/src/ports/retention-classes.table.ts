/** A kind of rows that are removed once their time is over. docs/privacy.md is written from it. */
export interface RetentionClass {
  /** What they tell, and of whom. */
  readonly holds: string;
  readonly tables: string;
  /** A setting, where an operator decides. */
  readonly keptDays: number | 'RETENTION_DAYS';
  /** From when on the days count. */
  readonly from: string;
}

/** What the job `sweep` removes, every ten minutes, by the names that its metric has. */
export const retentionClasses = {
  'handled-arrivals': row(
    'That something came from a chat, without what it said: the words go as soon as it is answered',
    'inbox',
    7,
    'its arrival',
  ),
  'dead-arrivals': row('What came in and could not be handled, sealed', 'inbox', 'RETENTION_DAYS', 'its arrival'),
  'kept-arrivals': row('What somebody wrote before they signed in, sealed', 'inbox', 1, 'its arrival'),
  'delivered-effects': row('That something was shown in a chat, without what it said', 'outbox', 1, 'its making'),
  'parked-effects': row('What could not be shown or carried out, sealed', 'outbox', 'RETENTION_DAYS', 'its making'),
  keyboards: row('Which buttons stand in which chat: ids', 'keyboards', 90, 'their making'),
  cards: row('Where standing messages are in which chat', 'cards', 'RETENTION_DAYS', 'the last change'),
  'discarded-drafts': row('Tickets that somebody threw away, sealed', 'drafts', 1, 'that'),
  'silent-compositions': row('For which ticket somebody was writing', 'compositions', 1, 'the last word'),
  'outgoing-comments': row(
    'Which message became which comment; the words go as soon as the tracker has them',
    'outgoing_comments',
    90,
    'the comment',
  ),
  'ticket-messages': row('Which message of a chat is about which ticket', 'ticket_messages', 90, 'the message'),
  'unaddressed-words': row('What somebody wrote without saying to whom, sealed', 'unaddressed_words', 1, 'the message'),
  'chat-texts': row(
    'What was said in conversations, sealed',
    'chat_messages',
    'RETENTION_DAYS',
    'when the ticket got it',
  ),
  'rating-comments': row(
    'What employees wrote about a conversation, sealed',
    'chat_sessions',
    'RETENTION_DAYS',
    'its end',
  ),
  'sign-in-waits': row('Who is asked to confirm a sign-in', 'sign_in_waits', 1, 'its end'),
  'ended-sessions': row('Who was signed in from when to when', 'user_sessions', 'RETENTION_DAYS', 'their end'),
  'closed-tickets': row(
    'Tickets with their short summary, sealed; who asked, who solved; their conversations',
    'tickets_cache, assignments, decisions, chat_sessions, chat_messages, ticket_comments',
    'RETENTION_DAYS',
    'the close',
  ),
  'refused-tickets': row('Tickets that the tracker would not have', 'tickets_cache', 'RETENTION_DAYS', 'the refusal'),
  'absent-people': row(
    'Who somebody is, with the key that opens it, once no ticket, conversation or session of theirs is left',
    'users_telegram, user_roles_cache, duty, subject_keys',
    'RETENTION_DAYS',
    'their last sign-in',
  ),
  'old-shifts': row('When specialists were on shift', 'duty_log', 30, 'its end'),
  'shipped-audit': row(
    "The bot's copy of its audit log, once the gateway has it: ids and codes",
    'system_log',
    'RETENTION_DAYS',
    'the entry',
  ),
  'idle-lanes': row('That a chat or ticket was once worked on: its number', 'lanes', 7, 'the last work'),
} as const satisfies Readonly<Record<string, RetentionClass>>;

export type RetentionClassName = keyof typeof retentionClasses;

/** `retentionDays`: as the operator has set `RETENTION_DAYS`. */
export function keptDaysOf(name: RetentionClassName, retentionDays: number): number {
  const { keptDays } = retentionClasses[name];
  return keptDays === 'RETENTION_DAYS' ? retentionDays : keptDays;
}

function row<Days extends RetentionClass['keptDays']>(holds: string, tables: string, keptDays: Days, from: string) {
  return { holds, tables, keptDays, from };
}
