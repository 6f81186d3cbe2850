import type { RunningTracker } from '../../stack/start-tracker.ts';
import { answerWithinMs } from './person-in-chat.ts';

/** A ticket as the page of its tracker shows it, whichever it is. */
export interface TicketSeen {
  readonly number: string;
  readonly summary: string;
  readonly description: string;
  readonly status: string;
  readonly priority: string;
  readonly requestType: string;
  /** Account. */
  readonly assignee: string | null;
  readonly requester: string;
  /** What its custom fields hold. */
  readonly fields: readonly unknown[];
  /** Of the ticket and of its comments, by their digests. */
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly public: boolean }[];
  readonly comments: readonly { readonly id: string; readonly text: string; readonly public: boolean }[];
}

/** Somebody at the tracker's own pages. Statuses are named as people read them there. */
export interface AgentHands {
  /** Gives the comment's id. */
  comment(number: string, text: string, options?: { readonly public: boolean }): string;
  editComment(number: string, id: string, text: string): void;
  /** As far as the tracker lets anybody do it. */
  hideComment(number: string, id: string): void;
  removeComment(number: string, id: string): void;
  move(number: string, status: string): void;
  assign(number: string, account: string): void;
}

/** The tracker as a journey sees and handles it, whichever it is. */
export interface TrackerHands {
  /** Of the ticket filed as the nth. */
  numberOf(nth: number): string;
  /** The tickets, as soon as they are so. */
  shows(condition: (tickets: TicketSeen[]) => boolean): Promise<TicketSeen[]>;
  agent(account: string): AgentHands;
  goesAway(): void;
  comesBack(): Promise<void>;
}

export function trackerHands(tracker: RunningTracker): TrackerHands {
  const outage = { goesAway: () => tracker.simulator.down(), comesBack: () => tracker.simulator.up() };
  return tracker.kind === 'jira'
    ? { ...outage, ...handsOnJira(tracker.simulator) }
    : { ...outage, ...handsOnOpenProject(tracker.simulator) };
}

type Hands = Omit<TrackerHands, 'goesAway' | 'comesBack'>;
type SimulatorOf<Kind extends RunningTracker['kind']> = Extract<RunningTracker, { kind: Kind }>['simulator'];

function handsOnJira(simulator: SimulatorOf<'jira'>): Hands {
  const seen = (): TicketSeen[] =>
    simulator
      .issues()
      .map(({ key, assignee, reporter, requestTypeName, customFields, attachments, comments, ...issue }) => ({
        number: key,
        summary: issue.summary,
        description: issue.description,
        status: issue.status,
        priority: issue.priority,
        requestType: requestTypeName ?? '',
        assignee: assignee?.id ?? null,
        requester: reporter.displayName,
        fields: Object.values(customFields),
        files: attachments.map(({ filename, sha256, public: isPublic }) => ({
          name: filename,
          sha256,
          public: isPublic,
        })),
        comments: comments.map(({ id, body, public: isPublic }) => ({ id, text: body, public: isPublic })),
      }));
  return {
    numberOf: (nth) => `SD-${nth}`,
    async shows(condition) {
      await simulator.waitFor(() => condition(seen()), answerWithinMs);
      return seen();
    },
    agent(account) {
      const agent = simulator.agent(account);
      return {
        comment: (number, text, options) => agent.comment(number, text, options).id,
        editComment: (number, id, text) => void agent.editComment(number, id, text),
        hideComment: (number, id) => void agent.setCommentVisibility(number, id, { public: false }),
        removeComment: (number, id) => agent.deleteComment(number, id),
        move: (number, status) => void agent.transition(number, status),
        assign: (number, to) => void agent.assign(number, to),
      };
    },
  };
}

function handsOnOpenProject(simulator: SimulatorOf<'openproject'>): Hands {
  const seen = (): TicketSeen[] =>
    simulator
      .workPackages()
      .map(({ number, subject, description, status, priority, assignee, author, fields, ...rest }) => ({
        ...{ number, description, status, priority },
        summary: subject,
        requestType: fields['Тип заявки'] ?? '',
        assignee: assignee?.id ?? null,
        requester: fields.Заявник ?? author.name,
        fields: Object.values(fields),
        files: [
          ...rest.files.map(({ fileName, sha256 }) => ({ name: fileName, sha256, public: true })),
          ...rest.comments.flatMap(({ files, internal }) =>
            files.map(({ fileName, sha256 }) => ({ name: fileName, sha256, public: !internal })),
          ),
        ],
        comments: rest.comments.map(({ id, text, internal }) => ({ id, text, public: !internal })),
      }));
  return {
    numberOf: (nth) => String(nth),
    async shows(condition) {
      await simulator.waitFor(() => condition(seen()), answerWithinMs);
      return seen();
    },
    agent(account) {
      const agent = simulator.agent(account);
      return {
        comment: (number, text, options) => agent.comment(number, text, { internal: options?.public === false }).id,
        editComment: (_, id, text) => void agent.editComment(id, text),
        hideComment: (_, id) => agent.setInternal(id, true),
        removeComment: (_, id) => agent.emptyComment(id),
        move: (number, status) => void agent.move(number, status),
        assign: (number, to) => void agent.assign(number, to),
      };
    },
  };
}
