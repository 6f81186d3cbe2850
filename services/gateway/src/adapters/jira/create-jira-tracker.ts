import type { CommentWriter } from '../../ports/comment-writer.ts';
import type { TicketLooks } from '../../ports/ticket-looks.ts';
import type { TicketReader, TicketWriter, TrackerHooks, TrackerPeople, TrackerTrouble } from '../../ports/tracker.ts';
import { attachFile } from './attach-file.ts';
import {
  addParticipant,
  assignIssue,
  linkDuplicate,
  moveIssue,
  prioritiseIssue,
  transferIssue,
} from './change-issue.ts';
import { checkMap } from './check-map.ts';
import { createCommentWriter } from './comment-on-issue.ts';
import type { JiraContext } from './context.ts';
import { createPeople } from './find-person.ts';
import { countOpen, findByReference } from './find-tickets.ts';
import { flavours, type JiraFlavourName } from './flavour.ts';
import { createHooks } from './hooks.ts';
import { createChangeList } from './list-changes.ts';
import { lookAtTicket, readParticipants } from './look-at-ticket.ts';
import { openFile } from './open-file.ts';
import { createOwnAccount } from './own-account.ts';
import { raiseRequest } from './raise-request.ts';
import { readComment, readShown } from './read-comments.ts';
import { readTicketAndText } from './read-issue.ts';
import type { TrackerMap } from './tracker-map.ts';
import { createTransport, type JiraAuth, type JiraCallReport } from './transport.ts';

export interface JiraTrackerOptions {
  readonly flavour: JiraFlavourName;
  /** Where people open Jira, with its context path if it has one. */
  readonly baseUrl: string;
  readonly auth: JiraAuth;
  readonly serviceDeskId: string;
  readonly map: TrackerMap;
  /** The secret in force and, while it is being changed, the one before. None: every hook is refused. */
  readonly webhookSecrets: readonly string[];
  readonly now: () => number;
  readonly readDeadlineMs?: number;
  readonly writeDeadlineMs?: number;
  readonly pendingCallsMax?: number;
  /** Told of every call, for logs and health; it carries nothing of what was said. */
  readonly onCall?: (report: JiraCallReport) => void;
}

export interface JiraTracker {
  readonly writer: TicketWriter;
  readonly commentWriter: CommentWriter;
  readonly reader: TicketReader;
  readonly looks: TicketLooks;
  readonly people: TrackerPeople;
  readonly hooks: TrackerHooks;
  /** Holds the map against the Jira it is for; an empty list of problems means that every type can be filed. */
  check(): Promise<{ readonly kind: 'checked'; readonly problems: readonly string[] } | TrackerTrouble>;
}

/** Jira Service Management, Cloud or Data Center, behind the ports. */
export function createJiraTracker(options: JiraTrackerOptions): JiraTracker {
  const { flavour, serviceDeskId, map, webhookSecrets, now } = options;
  if (!/^\d{1,12}$/.test(serviceDeskId)) throw new Error('The id of a Jira service desk is a number.');
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const transport = createTransport({ ...options, baseUrl });
  const context: JiraContext = { transport, flavour: flavours[flavour], map, baseUrl };

  const readOwnAccount = createOwnAccount(context, now);

  return {
    writer: {
      create: (ticket) => raiseRequest(context, serviceDeskId, ticket),
      attach: (number, file) => attachFile(context, serviceDeskId, number, file),
      assign: (number, account) => assignIssue(context, number, account),
      move: (number, to) => moveIssue(context, number, to),
      linkDuplicate: (duplicate, kept) => linkDuplicate(context, duplicate, kept),
      prioritise: (number, priority) => prioritiseIssue(context, number, priority),
      transfer: (number, team) => transferIssue(context, number, team),
      addParticipant: (number, account) => addParticipant(context, number, account),
    },
    commentWriter: createCommentWriter(context, serviceDeskId),
    reader: {
      findByReference: (reference) => findByReference(context, reference),
      async read(number) {
        const read = await readTicketAndText(context, number);
        if (read.kind !== 'answered') return read;
        const { ticket, text } = read.value;
        return { kind: 'read', ticket, text };
      },
      listChangedSince: createChangeList(context, readOwnAccount),
      countOpen: (accounts) => countOpen(context, accounts),
    },
    looks: {
      look: (number) => lookAtTicket(context, readOwnAccount, number),
      readComment: (number, commentId) => readComment(context, number, commentId),
      readShown: (number) => readShown(context, readOwnAccount, number),
      async listParticipants(number) {
        const read = await readParticipants(context, number);
        return read.kind === 'answered' ? { kind: 'listed', accounts: read.value ?? [] } : read;
      },
      openFile: (number, fileId) => openFile(context, number, fileId),
    },
    people: createPeople(context),
    hooks: createHooks({ flavour, projectKey: map.projectKey, secrets: webhookSecrets }),
    check: () => checkMap(context, serviceDeskId),
  };
}
