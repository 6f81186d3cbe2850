import type { Priority as DeskPriority, TicketStatus } from '@desk/domain';
import type { Mark } from './draft.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** `category`: `new`, `done` or any other that the tracker has; null where it does not say. */
export interface StatusToMatch extends Named {
  readonly category: string | null;
}

/** What of a tracker stands for a word of ours; `isGuess`: its name did not say so. */
export interface Match extends Named {
  readonly isGuess: boolean;
}

const priorityNames: Readonly<Record<DeskPriority, RegExp>> = {
  critical: /highest|critical|blocker|urgent|immediate|критич|найвищ|терміново|blocking/i,
  high: /^(high|major|важлив|висок)|significant/i,
  medium: /medium|normal|moderate|середн|звичайн/i,
  low: /^(low|minor|низьк)/i,
};

/** `listed`: the most urgent first. Where a name says nothing, its place does. */
export function matchPriorities(listed: readonly Named[]): Readonly<Record<DeskPriority, Match>> | null {
  const [first] = listed;
  if (!first) return null;
  const byPlace = (share: number) => listed[Math.round(share * (listed.length - 1))] ?? first;
  const taken = new Set<string>();
  const match = (priority: DeskPriority, share: number): Match => {
    const named = listed.find(({ id, name }) => !taken.has(id) && priorityNames[priority].test(name.trim()));
    if (named) taken.add(named.id);
    return { ...(named ?? byPlace(share)), isGuess: named === undefined };
  };
  // From the most urgent on: "Highest" is taken when "High" is looked for.
  const critical = match('critical', 0);
  const high = match('high', 1 / 3);
  const medium = match('medium', 2 / 3);
  return { critical, high, medium, low: match('low', 1) };
}

/** In the order in which they are tried; the first that fits counts. */
const statusNames: readonly (readonly [TicketStatus, RegExp, category: string | null])[] = [
  ['waiting-for-customer', /customer|reporter|requester|клієнт|замовник|заявник|користувач|автор/i, null],
  ['waiting-for-support', /waiting.*(support|agent)|(support|agent).*waiting|очіку.*(підтримк|спеціаліст)/i, null],
  ['closed', /clos|cancel|declin|reject|закрит|скасов|відхил/i, 'done'],
  ['resolved', /resolv|done|complet|fixed|вирішен|виконан|готово/i, 'done'],
  ['new', /new|open|to do|backlog|submitted|нов|відкрит|зареєстр/i, 'new'],
  ['in-progress', /progress|work|робот|обробц|викону/i, null],
];

/** Where the name says nothing: by category. */
const byCategory: Readonly<Record<string, TicketStatus>> = { new: 'new', done: 'closed' };

/** Every status once. In a workflow that begins with waiting for support, that is what is new. */
export function matchStatuses(listed: readonly StatusToMatch[]): Readonly<Record<TicketStatus, readonly Match[]>> {
  const matched: Record<TicketStatus, Match[]> = {
    ...{ new: [], 'in-progress': [], 'waiting-for-customer': [], 'waiting-for-support': [], resolved: [], closed: [] },
  };
  for (const { id, name, category } of listed) {
    const isOf = (wanted: string | null) => wanted === null || category === null || wanted === category;
    const named = statusNames.find(([, words, wanted]) => words.test(name) && isOf(wanted));
    const status = named?.[0] ?? byCategory[category ?? ''] ?? 'in-progress';
    matched[status].push({ id, name, isGuess: named === undefined });
  }
  if (matched.new.length === 0) {
    matched.new = matched['waiting-for-support'].splice(0).map((match) => ({ ...match, isGuess: true }));
  }
  return matched;
}

/** The names behind what stands in a map, for its `priorities` and `statuses`; what was guessed is to be decided. */
export function markWords(
  priorities: Readonly<Record<DeskPriority, Match>>,
  statuses: Readonly<Record<TicketStatus, readonly Match[]>>,
): readonly Mark[] {
  const guessed = ({ name, isGuess }: Match) => (isGuess ? `DECIDE: ${name}` : name);
  return [
    ...Object.entries(priorities).map(([key, match]) => ({ path: ['priorities', key], words: guessed(match) })),
    ...Object.entries(statuses).map(([key, matches]) => ({
      path: ['statuses', key],
      words:
        matches.length === 0 ? 'DECIDE: no status of this workflow was taken for it' : matches.map(guessed).join(', '),
    })),
  ];
}
