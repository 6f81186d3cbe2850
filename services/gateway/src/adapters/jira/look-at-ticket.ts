import { z } from 'zod';
import type { TicketLooks, TrackerCommentMark, TrackerSurroundings } from '../../ports/ticket-looks.ts';
import type { TrackerAccount } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import { listDeskComments } from './desk-comments.ts';
import { type JiraComment, judgeComment, markOf } from './jira-comment.ts';
import { listComments } from './list-comments.ts';
import type { ReadOwnAccount } from './own-account.ts';
import { isTicketNumber, JiraPerson, noSuchTicket, readTicket } from './read-issue.ts';
import type { JiraAnswer } from './transport.ts';

/**
 * A ticket and what is around it, in as many calls at once as there are questions. Only where Jira does not say whether
 * the customer sees a comment is the service desk asked, afterwards.
 */
export async function lookAtTicket(
  context: JiraContext,
  readOwnAccount: ReadOwnAccount,
  number: string,
): ReturnType<TicketLooks['look']> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const [ticket, listed, slaDueAt, participants, own] = await Promise.all([
    readTicket(context, number),
    listComments(context, number),
    readSlaDueAt(context, number),
    readParticipants(context, number),
    readOwnAccount(),
  ]);
  if (ticket.kind !== 'answered') return ticket;
  if (listed.kind !== 'answered') return listed;
  if (slaDueAt.kind !== 'answered') return slaDueAt;
  if (participants.kind !== 'answered') return participants;
  if (own.kind !== 'answered') return own;
  // Jira calls the comments of an issue that is no request public, although no customer sees the issue.
  const isRequest = participants.value !== null;
  const proven = await provePublic(context, number, isRequest ? listed.value.comments : []);
  if (proven.kind !== 'answered') return proven;

  const isOpen = ticket.value.status !== 'resolved' && ticket.value.status !== 'closed';
  const around: TrackerSurroundings = {
    comments: proven.value.filter((comment) => isSaid(context, comment, own.value.account)).map(markOf),
    commentsCut: listed.value.total > listed.value.comments.length,
    slaDueAt: isOpen ? slaDueAt.value : null,
    participants: participants.value ?? [],
  };
  return { kind: 'looked', ticket: ticket.value, around };
}

/** Those of these comments that the customer sees; one of which nobody can tell is none of them. */
async function provePublic(
  context: JiraContext,
  number: string,
  comments: readonly JiraComment[],
): Promise<JiraAnswer<readonly JiraComment[]>> {
  const judged = comments.map((comment) => ({ comment, verdict: judgeComment(comment) }));
  const isUnsaid = judged.some(({ verdict }) => verdict === 'unsaid');
  const shown = isUnsaid ? await listDeskComments(context, number) : null;
  if (shown !== null && shown.kind !== 'answered') return shown;
  const proven = judged.filter(({ comment, verdict }) =>
    verdict === 'unsaid' ? shown?.value.get(comment.id)?.isPublic === true : verdict === 'public',
  );
  return { kind: 'answered', value: proven.map(({ comment }) => comment) };
}

/**
 * Attaching through the service desk leaves a comment of the service account with nothing but the files. Nobody said
 * anything there: its files are shown with the ticket, and nobody is told.
 */
export function isSaid({ flavour }: JiraContext, comment: JiraComment, ownAccount: TrackerAccount | null): boolean {
  const mark: TrackerCommentMark = markOf(comment);
  return mark.message !== null || mark.author === null || mark.author !== ownAccount || flavour.hasWords(comment.body);
}

const Cycle = z.object({
  paused: z.boolean().default(false),
  breached: z.boolean().default(false),
  breachTime: z.object({ epochMillis: z.int().nonnegative() }).optional(),
});
const Slas = z.object({ values: z.array(z.object({ ongoingCycle: Cycle.optional() })) });

/** Of promises still kept the first to break, else of those broken; a tracker without any is no trouble. */
async function readSlaDueAt({ transport }: JiraContext, number: string): Promise<JiraAnswer<number | null>> {
  const read = await transport.send({
    name: 'read promises',
    effect: 'reads',
    method: 'GET',
    path: `/rest/servicedeskapi/request/${number}/sla`,
    query: { limit: 50 },
    answer: Slas,
  });
  if (read.kind === 'refused') return { kind: 'answered', value: null };
  if (read.kind !== 'answered') return read;
  const running = read.value.values.flatMap(({ ongoingCycle: cycle }) =>
    cycle?.breachTime && !cycle.paused ? [{ at: cycle.breachTime.epochMillis, breached: cycle.breached }] : [],
  );
  const kept = running.filter(({ breached }) => !breached);
  const due = (kept.length > 0 ? kept : running).map(({ at }) => at);
  return { kind: 'answered', value: due.length === 0 ? null : Math.min(...due) };
}

const participantsMax = 50;

const Participants = z.object({ values: z.array(JiraPerson) });

/** Null for an issue that is no request. */
export async function readParticipants(
  { transport }: JiraContext,
  number: string,
): Promise<JiraAnswer<readonly TrackerAccount[] | null>> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const read = await transport.send({
    name: 'list participants',
    effect: 'reads',
    method: 'GET',
    path: `/rest/servicedeskapi/request/${number}/participant`,
    query: { limit: participantsMax },
    answer: Participants,
  });
  if (read.kind === 'refused' && read.reason === 'not-found') return { kind: 'answered', value: null };
  if (read.kind === 'refused') return { kind: 'answered', value: [] };
  if (read.kind !== 'answered') return read;
  const accounts = read.value.values.flatMap((account) => (account === null ? [] : [account]));
  return { kind: 'answered', value: accounts.slice(0, participantsMax) };
}
