import type { JiraSimulator, PersonActionInput } from '@desk/jira-simulator';
import { jiraStatuses } from '../../stack/read-chat.ts';
import type { Draws } from '../../stack/seeded-draws.ts';

/** Somewhere with tickets, and with people who change them in Jira. */
export interface Workplace {
  readonly jira: JiraSimulator;
  /** Accounts of those who work on tickets. */
  readonly agents: readonly [string, ...string[]];
  /** Accounts of those who ask. */
  readonly customers: readonly [string, ...string[]];
  readonly numbers: readonly [string, ...string[]];
}

export interface RandomWork {
  /** One change, whatever comes to mind; what Jira would refuse is drawn anew. */
  act(): void;
  /** Whether these words have ever been public. Each version of each comment has words of its own. */
  wasPublic(code: string): boolean;
  /** Changes so far, by their kind. */
  counts(): ReadonlyMap<string, number>;
}

type Draw = (number: string) => PersonActionInput | null;

const attemptsMax = 100;
const priorities = ['Highest', 'High', 'Medium', 'Low'] as const;

export function workAtRandom(place: Workplace, draws: Draws): RandomWork {
  const { jira } = place;
  const tickets: [string, ...string[]] = [...place.numbers];
  const published = new Set<string>();
  const counts = new Map<string, number>();
  const draw = drawsOfChanges(place, draws);

  return {
    act() {
      for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
        const change = drawChange(draws);
        const action = draw[change](draws.pick(tickets));
        const done = action === null ? null : jira.act(action);
        if (done?.kind !== 'done') continue;
        if (change === 'create') tickets.push(done.key);
        const touched = jira.issue(done.key)?.comments.find(({ id }) => id === done.commentId);
        if (touched?.public) for (const code of findCodes(touched.body)) published.add(code);
        counts.set(change, (counts.get(change) ?? 0) + 1);
        return;
      }
      throw new Error('Nothing that Jira would take came to mind.');
    },
    wasPublic: (code) => published.has(code),
    counts: () => counts,
  };
}

function drawsOfChanges({ jira, agents, customers }: Workplace, draws: Draws): Readonly<Record<Change, Draw>> {
  let texts = 0;
  const agent = () => draws.pick(agents);
  const by = (key: string) => ({ actorId: agent(), key });
  const words = () => {
    texts += 1;
    return `${codeOf(texts)} Перевірте, будь ласка, ще раз.`;
  };
  const comment = (number: string, isPublic: boolean): PersonActionInput => {
    const requester = jira.issue(number)?.reporter.id;
    const actorId = isPublic && requester !== undefined && draws.whole(1, 4) === 1 ? requester : agent();
    return { kind: 'comment', actorId, key: number, text: words(), public: isPublic };
  };
  const onComment = (number: string, change: (commentId: string, isPublic: boolean) => PersonActionInput) => {
    const [found] = draws.shuffle(jira.issue(number)?.comments ?? []);
    return found ? change(found.id, found.public) : null;
  };
  return {
    create: () => ({
      ...{ kind: 'create-issue', actorId: agent(), summary: 'Дзвінок: не друкує принтер' },
      reporterId: draws.pick(customers),
      priority: draws.pick(priorities),
    }),
    'comment publicly': (number) => comment(number, true),
    'comment internally': (number) => comment(number, false),
    'edit a comment': (number) =>
      onComment(number, (commentId) => ({ kind: 'edit-comment', ...by(number), commentId, text: words() })),
    'delete a comment': (number) =>
      onComment(number, (commentId) => ({ kind: 'delete-comment', ...by(number), commentId })),
    'turn a comment': (number) =>
      onComment(number, (commentId, isPublic) => ({
        ...{ kind: 'set-comment-visibility', ...by(number), commentId, public: !isPublic },
      })),
    transition: (number) => ({ kind: 'transition', ...by(number), status: draws.pick(jiraStatuses) }),
    reassign: (number) => ({ kind: 'assign', ...by(number), personId: agent() }),
    unassign: (number) => ({ kind: 'assign', ...by(number), personId: null }),
    prioritise: (number) => ({ kind: 'set-priority', ...by(number), priority: draws.pick(priorities) }),
    reopen: (number) =>
      jira.issue(number)?.statusCategory === 'done'
        ? { kind: 'transition', ...by(number), status: 'Waiting for support' }
        : null,
  };
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
