/** A status of the workflow, as Jira calls it. */
export type JiraStatus = (typeof jiraStatuses)[number];

export const jiraStatuses = [
  'New',
  'In Progress',
  'Waiting for customer',
  'Waiting for support',
  'Resolved',
  'Closed',
] as const;

/** How chats in Ukrainian call each status; specialists read one of them differently. */
const statusWords: Readonly<Record<string, JiraStatus>> = {
  нова: 'New',
  'в роботі': 'In Progress',
  'очікує вашої відповіді': 'Waiting for customer',
  'очікує відповіді автора': 'Waiting for customer',
  'очікує дій спеціаліста': 'Waiting for support',
  вирішена: 'Resolved',
  закрита: 'Closed',
};

const priorityWords: Readonly<Record<string, string>> = {
  критичний: 'Highest',
  високий: 'High',
  середній: 'Medium',
  низький: 'Low',
};

/** A ticket's number wherever it stands; null where the text names none. */
export function readNumber(text: string): string | null {
  return /\bSD-\d+\b/.exec(text)?.[0] ?? null;
}

export interface TicketCard {
  readonly number: string;
  readonly status: JiraStatus;
  /** Null where the card names nobody. */
  readonly specialist: string | null;
}

/** The standing card of a ticket in its requester's chat; null for any other message. */
export function readTicketCard(text: string): TicketCard | null {
  for (const [pattern, status] of cardBeginnings) {
    const [, number, said] = pattern.exec(text) ?? [];
    const known = status ?? statusWords[said ?? ''];
    if (number === undefined || known === undefined) continue;
    return { number, status: known, specialist: /^Спеціаліст — ([^.,\n]+)/m.exec(text)?.[1] ?? null };
  }
  return null;
}

/** How each card begins, and the status that goes with it; null: the words tell. */
const cardBeginnings: readonly (readonly [RegExp, JiraStatus | null])[] = [
  [/^Заявку (SD-\d+) створено[.]/, 'New'],
  [/^(SD-\d+) вирішено[.]/, 'Resolved'],
  [/^Дякуємо[.] (SD-\d+) закриваємо[.]/, 'Closed'],
  [/^(SD-\d+) закрито:/, 'Closed'],
  [/^(SD-\d+): ([^.\n]+)[.]/, null],
];

export interface TicketLine {
  readonly number: string;
  readonly status: JiraStatus;
  readonly priority: string;
}

/** What a list of tickets says of each. */
export function readTicketLines(text: string): TicketLine[] {
  return [...text.matchAll(/^(SD-\d+) · ([^·\n]+) · ([^·\n]+)/gm)].flatMap(([, number, said, urgency]) => {
    const status = statusWords[said?.trim() ?? ''];
    const priority = priorityWords[urgency?.trim() ?? ''];
    return number === undefined || status === undefined || priority === undefined ? [] : [{ number, status, priority }];
  });
}

/** The status that an opened ticket shows. */
export function readOpenedStatus(text: string): JiraStatus | null {
  return statusWords[/^Стан: (.+)$/m.exec(text)?.[1] ?? ''] ?? null;
}
