import type { CommentWriter } from '../../ports/comment-writer.ts';
import type { TicketLooks } from '../../ports/ticket-looks.ts';
import type { TicketReader, TicketWriter, TrackerHooks, TrackerPeople, TrackerTrouble } from '../../ports/tracker.ts';
import type { OpenProjectAuth } from './access.ts';
import { attachFile } from './attach-file.ts';
import {
  addWatcher,
  assignWorkPackage,
  linkDuplicate,
  moveWorkPackage,
  prioritiseWorkPackage,
  transferWorkPackage,
} from './change-work-package.ts';
import { type CheckedMap, checkMap } from './check-map.ts';
import type { OpenProjectContext } from './context.ts';
import { createWorkPackage } from './create-work-package.ts';
import { createPeople } from './find-person.ts';
import { countOpen, findByReference } from './find-work-packages.ts';
import { createHooks } from './hooks.ts';
import { createNames } from './instance-names.ts';
import { listChangedSince } from './list-changes.ts';
import { listWatchers, lookAtTicket, readComment, readShown, readTicketAndText } from './look-at-work-package.ts';
import { openFile } from './open-file.ts';
import { createOwnAccount } from './own-account.ts';
import type { TrackerMap } from './tracker-map.ts';
import { createTransport, type OpenProjectCallReport } from './transport.ts';
import { createCommentWriter } from './write-comments.ts';

export interface OpenProjectTrackerOptions {
  /** Where people open OpenProject, with its relative root if it has one. */
  readonly baseUrl: string;
  readonly auth: OpenProjectAuth;
  readonly map: TrackerMap;
  /** In which the finish date of a work package ends. */
  readonly timeZone: string;
  /** The secret in force and, while it is being changed, the one before. None: every hook is refused. */
  readonly webhookSecrets: readonly string[];
  readonly now: () => number;
  readonly readDeadlineMs?: number;
  readonly writeDeadlineMs?: number;
  readonly pendingCallsMax?: number;
  /** Told of every call, for logs and health; it carries nothing of what was said. */
  readonly onCall?: (report: OpenProjectCallReport) => void;
}

export interface OpenProjectTracker {
  readonly writer: TicketWriter;
  readonly commentWriter: CommentWriter;
  readonly reader: TicketReader;
  readonly looks: TicketLooks;
  readonly people: TrackerPeople;
  readonly hooks: TrackerHooks;
  /** Holds the map against the OpenProject it is for; an empty list of problems means that every type can be filed. */
  check(): Promise<CheckedMap | TrackerTrouble>;
}

/** OpenProject behind the ports: its API v3, as version 17 describes it. */
export function createOpenProjectTracker(options: OpenProjectTrackerOptions): OpenProjectTracker {
  const { map, timeZone, webhookSecrets, now } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const transport = createTransport({ ...options, baseUrl });
  const readNames = createNames(transport, map, now);
  const readOwnAccount = createOwnAccount(transport, now);
  const context: OpenProjectContext = { transport, map, baseUrl, timeZone, readNames, readOwnAccount };

  return {
    writer: {
      create: (ticket) => createWorkPackage(context, ticket),
      attach: (number, file) => attachFile(context, number, file),
      assign: (number, account) => assignWorkPackage(context, number, account),
      move: (number, to) => moveWorkPackage(context, number, to),
      linkDuplicate: (duplicate, kept) => linkDuplicate(context, duplicate, kept),
      prioritise: (number, priority) => prioritiseWorkPackage(context, number, priority),
      transfer: (number, team) => transferWorkPackage(context, number, team),
      addParticipant: (number, account) => addWatcher(context, number, account),
    },
    commentWriter: createCommentWriter(context),
    reader: {
      findByReference: (reference) => findByReference(context, reference),
      async read(number) {
        const read = await readTicketAndText(context, number);
        return read.kind === 'read' ? { kind: 'read', ticket: read.ticket, text: read.text } : read;
      },
      listChangedSince: (since, page) => listChangedSince(context, since, page),
      countOpen: (accounts) => countOpen(context, accounts),
    },
    looks: {
      look: (number) => lookAtTicket(context, number),
      readComment: (number, commentId) => readComment(context, number, commentId),
      readShown: (number) => readShown(context, number),
      async listParticipants(number) {
        const listed = await listWatchers(context, number);
        return listed.kind === 'answered' ? { kind: 'listed', accounts: listed.value } : listed;
      },
      openFile: (number, fileId) => openFile(context, number, fileId),
    },
    people: createPeople(context),
    hooks: createHooks(webhookSecrets),
    check: () => checkMap(transport, map),
  };
}
