import { type Priority, priorities, type TicketStatus, ticketStatuses } from '@desk/domain';
import type { Draws } from '../../stack/seeded-draws.ts';
import type { TicketBirth, TicketChange } from '../../stack/tracker-changes.ts';
import type { TrackerHands } from '../../stack/tracker-hands.ts';

/** Somewhere with tickets, and with people who change them in the tracker. */
export interface Workplace {
  readonly tracker: Pick<TrackerHands, 'attempt' | 'ticket'>;
  /** Accounts of those who work on tickets. */
  readonly agents: readonly [string, ...string[]];
  /** Accounts of those who ask. */
  readonly customers: readonly [string, ...string[]];
  readonly numbers: readonly [string, ...string[]];
}

export interface RandomWork {
  /** One change, whatever comes to mind; what the tracker would refuse is drawn anew. */
  act(): void;
  /** Whether these words have ever been public. Each version of each comment has words of its own. */
  wasPublic(code: string): boolean;
  /** Changes so far, by their kind. */
  counts(): ReadonlyMap<string, number>;
}

type Draw = (number: string) => TicketChange | TicketBirth | null;

const attemptsMax = 100;

export function workAtRandom(place: Workplace, draws: Draws): RandomWork {
  const { tracker } = place;
  const tickets: [string, ...string[]] = [...place.numbers];
  const published = new Set<string>();
  const counts = new Map<string, number>();
  const draw = drawsOfChanges(place, draws);

  return {
    act() {
      for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
        const change = drawChange(draws);
        const wanted = draw[change](draws.pick(tickets));
        const done = wanted === null ? null : tracker.attempt(wanted);
        if (done?.kind !== 'done') continue;
        if (change === 'create') tickets.push(done.key);
        const touched = tracker.ticket(done.key).comments.find(({ id }) => id === done.commentId);
        if (touched?.public) for (const code of findCodes(touched.text)) published.add(code);
        counts.set(change, (counts.get(change) ?? 0) + 1);
        return;
      }
      throw new Error('Nothing that the tracker would take came to mind.');
    },
    wasPublic: (code) => published.has(code),
    counts: () => counts,
  };
}

function drawsOfChanges({ tracker, agents, customers }: Workplace, draws: Draws): Readonly<Record<Change, Draw>> {
  let texts = 0;
  const agent = () => draws.pick(agents);
  const by = (number: string) => ({ by: agent(), number });
  const words = () => {
    texts += 1;
    return `${codeOf(texts)} Перевірте, будь ласка, ще раз.`;
  };
  const comment = (number: string, isPublic: boolean): TicketChange => {
    const { requesterAccount } = tracker.ticket(number);
    const isAsker = isPublic && requesterAccount !== null && draws.whole(1, 4) === 1;
    return { kind: 'comment', by: isAsker ? requesterAccount : agent(), number, text: words(), public: isPublic };
  };
  const onComment = (number: string, change: (commentId: string, isPublic: boolean) => TicketChange) => {
    const [found] = draws.shuffle(tracker.ticket(number).comments);
    return found ? change(found.id, found.public) : null;
  };
  const move = (number: string, status: TicketStatus): TicketChange | null =>
    tracker.ticket(number).status === status ? null : { kind: 'move', ...by(number), status };
  return {
    create: () => ({
      ...{ kind: 'create', by: agent(), summary: 'Дзвінок: не друкує принтер', requester: draws.pick(customers) },
      priority: draws.pick<Priority>(priorities),
    }),
    'comment publicly': (number) => comment(number, true),
    'comment internally': (number) => comment(number, false),
    'edit a comment': (number) =>
      onComment(number, (commentId) => ({ kind: 'edit-comment', ...by(number), commentId, text: words() })),
    'delete a comment': (number) =>
      onComment(number, (commentId) => ({ kind: 'remove-comment', ...by(number), commentId })),
    'turn a comment': (number) =>
      onComment(number, (commentId, isPublic) => ({
        ...{ kind: 'turn-comment', ...by(number), commentId, public: !isPublic },
      })),
    transition: (number) => move(number, draws.pick<TicketStatus>(ticketStatuses)),
    reassign: (number) => ({ kind: 'assign', ...by(number), account: agent() }),
    unassign: (number) => ({ kind: 'assign', ...by(number), account: null }),
    prioritise: (number) => ({ kind: 'prioritise', ...by(number), priority: draws.pick<Priority>(priorities) }),
    reopen: (number) => (isOver(tracker.ticket(number).status) ? move(number, 'waiting-for-support') : null),
  };
}

function isOver(status: TicketStatus): boolean {
  return status === 'resolved' || status === 'closed';
}

/** Of a hundred changes. */
const shares = {
  create: 1,
  'comment publicly': 25,
  'comment internally': 14,
  'edit a comment': 12,
  'delete a comment': 5,
  'turn a comment': 9,
  transition: 14,
  reassign: 8,
  unassign: 3,
  prioritise: 5,
  reopen: 4,
} as const;
type Change = keyof typeof shares;

const changes = [
  'create',
  'comment publicly',
  'comment internally',
  'edit a comment',
  'delete a comment',
  'turn a comment',
  'transition',
  'reassign',
  'unassign',
  'prioritise',
  'reopen',
] as const satisfies readonly Change[];

function drawChange(draws: Draws): Change {
  let left = draws.whole(1, 100);
  for (const change of changes) {
    left -= shares[change];
    if (left <= 0) return change;
  }
  return 'comment publicly';
}

function codeOf(count: number): string {
  return `K${String(count).padStart(6, '0')}`;
}

/** The words of comments that a text contains, by their codes. */
export function findCodes(text: string): string[] {
  return text.match(/\bK\d{6}\b/g) ?? [];
}
