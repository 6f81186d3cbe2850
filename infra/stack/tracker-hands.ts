import type { Priority, TicketStatus } from '@desk/domain';
import type { ActionResult, Disturbance } from '@desk/tracker-simulator';
import type { TrackerName } from './sample-organisation.ts';
import type { TicketBirth, TicketChange, TrackerWords } from './tracker-changes.ts';

/** A ticket as the page of its tracker shows it, whichever it is; statuses and priorities in the desk's own words. */
export interface TicketSeen {
  readonly number: string;
  /** Filed through the desk, rather than born in the tracker. */
  readonly isOurs: boolean;
  readonly summary: string;
  readonly description: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly requestType: string;
  /** Account. */
  readonly assignee: string | null;
  readonly assigneeName: string | null;
  /** How often it was given to somebody, or taken from them. */
  readonly assignments: number;
  readonly requester: string;
  /** Null where whoever asked has none. */
  readonly requesterAccount: string | null;
  /** What its custom fields hold. */
  readonly fields: readonly unknown[];
  /** Of the ticket and of its comments. */
  readonly files: readonly FileSeen[];
  /** Oldest first. */
  readonly comments: readonly CommentSeen[];
}

export interface FileSeen {
  readonly name: string;
  readonly sha256: string;
  readonly public: boolean;
}

export interface CommentSeen {
  readonly id: string;
  /** Account. */
  readonly author: string;
  readonly text: string;
  readonly public: boolean;
}

/** Somebody at the tracker's own pages. */
export interface AgentHands {
  /** Gives the number of a ticket of this account's. */
  create(summary: string, requester: string): string;
  /** Gives the comment's id. Public unless said otherwise. */
  comment(number: string, text: string, options?: { readonly public: boolean }): string;
  editComment(number: string, id: string, text: string): void;
  setPublic(number: string, id: string, isPublic: boolean): void;
  /** As far as the tracker lets anybody do it. */
  removeComment(number: string, id: string): void;
  attachForColleagues(number: string, name: string, content: string): void;
  move(number: string, status: TicketStatus): void;
  assign(number: string, account: string): void;
  setPriority(number: string, priority: Priority): void;
}

/** The tracker as a story sees and handles it, whichever it is. */
export interface TrackerHands {
  readonly kind: TrackerName;
  /** Where its board is. */
  readonly url: string;
  /** What it calls the desk's words. */
  readonly words: TrackerWords;
  /** Of the ticket filed as the nth. */
  numberOf(nth: number): string;
  /** Oldest first. */
  tickets(): TicketSeen[];
  /** Throws where there is none. */
  ticket(number: string): TicketSeen;
  /** The tickets, as soon as they are so. */
  shows(condition: (tickets: TicketSeen[]) => boolean): Promise<TicketSeen[]>;
  agent(account: string): AgentHands;
  /** The same as data; what the tracker would refuse is an answer. */
  attempt(change: TicketChange | TicketBirth): ActionResult;
  /** When this ticket is promised to be done, epoch ms; where the tracker promises nothing by itself, somebody does. */
  promise(number: string): number;
  /** What the next ticket is answered with gets lost: it is there, and the desk does not learn so. */
  losesAnswerToFiling(): void;
  /** Calls back at each request from now on, until told to stop. */
  onRequest(listener: () => void): () => void;
  /** Every webhook has been answered. */
  hooksSettled(): Promise<void>;
  /** From now on webhooks travel through bad weather; of those it holds back, the last wait for `deliversHooks`. */
  disturbsHooks(disturbance: Disturbance): void;
  deliversHooks(): Promise<void>;
  /** `refused`, the default: nobody answers. */
  goesAway(how?: 'refused' | '503'): void;
  comesBack(): Promise<void>;
}

/** What both simulators have in common. */
type Shared =
  | 'kind'
  | 'url'
  | 'hooksSettled'
  | 'disturbsHooks'
  | 'deliversHooks'
  | 'goesAway'
  | 'comesBack'
  | 'ticket'
  | 'onRequest';
export type OwnHands = Omit<TrackerHands, Shared> & { find(number: string): TicketSeen | null };

/** What should have happened by then has not: a guard, far beyond what it takes. */
export const shownWithinMs = 20_000;
