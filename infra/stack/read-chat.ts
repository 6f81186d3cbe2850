import type { Priority, TicketStatus } from '@desk/domain';

/** How chats in Ukrainian call each status; specialists read one of them differently. */
const statusWords: Readonly<Record<string, TicketStatus>> = {
  нова: 'new',
  'в роботі': 'in-progress',
  'очікує вашої відповіді': 'waiting-for-customer',
  'очікує відповіді автора': 'waiting-for-customer',
  'очікує дій спеціаліста': 'waiting-for-support',
  вирішена: 'resolved',
  закрита: 'closed',
};

const priorityWords: Readonly<Record<string, Priority>> = {
  критичний: 'critical',
  високий: 'high',
  середній: 'medium',
  низький: 'low',
};

/** A number of Jira's wherever it stands; null where the text names none. */
export function readNumber(text: string): string | null {
  return /\bSD-\d+\b/.exec(text)?.[0] ?? null;
}

export interface TicketCard {
  readonly number: string;
  readonly status: TicketStatus;
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
const cardBeginnings: readonly (readonly [RegExp, TicketStatus | null])[] = [
  [/^Заявку ((?:SD-)?\d+) створено[.]/, 'new'],
  [/^((?:SD-)?\d+) вирішено[.]/, 'resolved'],
  [/^Дякуємо[.] ((?:SD-)?\d+) закриваємо[.]/, 'closed'],
  [/^((?:SD-)?\d+) закрито:/, 'closed'],
  [/^((?:SD-)?\d+): ([^.\n]+)[.]/, null],
];

export interface TicketLine {
  readonly number: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
}

/** What a list of tickets says of each. */
export function readTicketLines(text: string): TicketLine[] {
  return [...text.matchAll(/^((?:SD-)?\d+) · ([^·\n]+) · ([^·\n]+)/gm)].flatMap(([, number, said, urgency]) => {
    const status = statusWords[said?.trim() ?? ''];
    const priority = priorityWords[urgency?.trim() ?? ''];
    return number === undefined || status === undefined || priority === undefined ? [] : [{ number, status, priority }];
  });
}

/** The status that an opened ticket shows. */
export function readOpenedStatus(text: string): TicketStatus | null {
  return statusWords[/^Стан: (.+)$/m.exec(text)?.[1] ?? ''] ?? null;
}
