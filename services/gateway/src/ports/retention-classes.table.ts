/** A kind of rows that are removed once their time is over. docs/privacy.md is written from it. */
export interface RetentionClass {
  /** What they tell, and of whom. */
  readonly holds: string;
  readonly tables: string;
  readonly keptDays: number;
  /** From when on the days count. */
  readonly from: string;
}

/** What the job `remove-expired` removes, every minute, by the names that its metric has. */
export const retentionClasses = {
  answers: row('Answers to writes of the bot, to be repeated; who wrote', 'operations', 8, 'the answer'),
  'filings-not-begun': row('Whose ticket was to be filed, and never was', 'desk_tickets', 8, 'the attempt'),
  'names-of-requesters': row(
    'Name and department of whoever waits for a ticket to be filed; gone earlier, once it is filed',
    'desk_tickets',
    8,
    'the attempt',
  ),
  'comments-not-begun': row('Whose comment was to be posted, and never was', 'desk_comments', 8, 'the attempt'),
  'filing-grants': row('The right to file one ticket after its session', 'filing_grants', 8, 'its end'),
  'consultation-spendings': row(
    'What the right to document a conversation was used for',
    'consultation_spendings',
    8,
    'its end',
  ),
  'consultations-not-joined': row('Who asked for a conversation that nobody joined', 'consultations', 8, 'its end'),
  sessions: row(
    'Who was signed in from when to when, with name, position, department and the sealed phone',
    'sessions',
    30,
    'the longest that the session could last',
  ),
  confirmations: row('Sign-ins that waited for a code or a supervisor', 'confirmations', 1, 'their end'),
  'refused-sign-ins': row('Why somebody was not let in, by Telegram account', 'sign_in_refusals', 90, 'the attempt'),
  'given-assignments': row('Which tickets the desk gave to whom', 'given_assignments', 90, 'the assignment'),
  'sign-in-counts': row('How often somebody tried to sign in', 'sign_in_counts', 1, 'the attempt'),
  'pending-events': row('What the bot was to be told, and could not be', 'pending_events', 1, 'the event'),
  'names-of-erased': row(
    'Whose an id in the audit logs was, of whoever had themselves erased',
    'audit_subjects',
    7,
    'the erasure',
  ),
  processes: row('Numbers of processes; nobody is named', 'processes', 1, 'their start'),
} as const satisfies Readonly<Record<string, RetentionClass>>;

export type RetentionClassName = keyof typeof retentionClasses;

export function isRetentionClass(name: string): name is RetentionClassName {
  return Object.hasOwn(retentionClasses, name);
}

function row(holds: string, tables: string, keptDays: number, from: string): RetentionClass {
  return { holds, tables, keptDays, from };
}
