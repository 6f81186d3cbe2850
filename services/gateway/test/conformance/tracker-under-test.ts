import type { TicketStatus } from '@desk/domain';
import type { CommentWriter } from '../../src/ports/comment-writer.ts';
import type { CommentVisibility } from '../../src/ports/desk-comments.ts';
import type { TicketLooks } from '../../src/ports/ticket-looks.ts';
import type {
  NewTrackerTicket,
  TicketReader,
  TicketWriter,
  TrackerFile,
  TrackerHooks,
  TrackerPeople,
  TrackerTicket,
} from '../../src/ports/tracker.ts';

/** One tracker, its people, and the hands that act in it and break it. */
export interface TrackerUnderTest {
  readonly writer: TicketWriter;
  readonly commentWriter: CommentWriter;
  readonly reader: TicketReader;
  readonly looks: TicketLooks;
  readonly people: TrackerPeople;
  readonly hooks: TrackerHooks;
  readonly accounts: {
    readonly employee: string;
    readonly employeeEmail: string;
    readonly specialist: string;
    readonly second: string;
  };
  now(): number;
  advance(ms: number): void;
  /** What an agent does in the tracker itself. */
  moveAsAgent(number: string, to: TicketStatus): void;
  /** What a specialist does to comments in the tracker itself. */
  readonly agent: {
    /** Gives the comment's id. */
    comment(number: string, text: string, visibility: CommentVisibility): string;
    editComment(number: string, id: string, text: string): void;
    showComment(number: string, id: string, visibility: CommentVisibility): void;
    removeComment(number: string, id: string): void;
  };
  /** The next creation is carried out and its answer lost. */
  loseNextAnswer(): void;
  /** The next creation is turned away before anything is written, for so many seconds. */
  limitNextCreation(seconds: number): void;
  /** The next comment is written and its answer lost. */
  loseNextComment(): void;
  /** As they stand in the tracker, oldest first; files by name. */
  commentsOf(
    number: string,
  ): readonly { readonly text: string; readonly visibility: string; readonly files: readonly string[] }[];
  participantsOf(number: string): readonly string[];
  /** The tracker refuses all connections from now on, or takes them again. */
  setAway(away: boolean): Promise<void>;
  /** What the tracker would post after a change of this ticket. */
  hookAbout(number: string): Parameters<TrackerHooks['read']>[0];
  close(): Promise<void>;
}

export interface TrackerConformance {
  readonly open: () => Promise<TrackerUnderTest>;
  /** After how long a new ticket is found by a search, at most. */
  readonly searchLagMs: number;
}

/** A ticket of request type `internet`, which every tracker under test knows. */
export function aNewTicket(change: Partial<NewTrackerTicket> = {}): NewTrackerTicket {
  return {
    reference: crypto.randomUUID(),
    requestType: 'internet',
    priority: 'high',
    summary: 'Wi-Fi на третьому поверсі',
    description: 'Після обіду зник Wi-Fi.\nРоутер блимає *червоним* {code}x{code}.',
    fields: {},
    onBehalfOf: null,
    employee: { displayName: 'Олена Приклад', department: 'Відділ продажу' },
    ...change,
  };
}

export function aFile(name: string, bytes: number): TrackerFile {
  return { name, bytes, open: () => new Blob([new Uint8Array(bytes)]).stream() };
}

export async function create(under: TrackerUnderTest, ticket: NewTrackerTicket): Promise<TrackerTicket> {
  const created = await under.writer.create(ticket);
  if (created.kind !== 'created') throw new Error(`Not created: ${JSON.stringify(created)}.`);
  return created.ticket;
}
