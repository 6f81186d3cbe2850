import { z } from 'zod';
import type { TicketLooks, TrackerComment } from '../../ports/ticket-looks.ts';
import type { TrackerAccount, TrackerText } from '../../ports/tracker.ts';
import { type Activity, isShown, listActivities, markOf, readActivity } from './activities.ts';
import type { OpenProjectContext } from './context.ts';
import { type Attachment, fileMark, listFiles } from './files.ts';
import { isId, listOf } from './hal.ts';
import { markdownToText, shownFileIds } from './markdown.ts';
import type { OpenProjectAnswer } from './transport.ts';
import { noSuchTicket, readWorkPackage, toTicket, type WorkPackage } from './work-package.ts';

const commentsMax = 1_000;
const shownCommentsMax = 10;
const participantsMax = 50;

/** A ticket and what is around it, in as many calls at once as there are questions. */
export async function lookAtTicket(context: OpenProjectContext, number: string): ReturnType<TicketLooks['look']> {
  if (!isId(number)) return noSuchTicket;
  const [read, activities, participants, own] = await Promise.all([
    readWorkPackage(context, number),
    listActivities(context, number),
    listWatchers(context, number),
    context.readOwnAccount(),
  ]);
  if (read.kind !== 'answered') return read;
  if (activities.kind !== 'answered') return activities;
  if (participants.kind !== 'answered') return participants;
  if (own.kind !== 'answered') return own;
  const ticket = toTicket(context, read.value.names, read.value.workPackage);
  const isOpen = ticket.status !== 'resolved' && ticket.status !== 'closed';
  const shown = activities.value.filter(isShown);
  return {
    kind: 'looked',
    ticket,
    around: {
      comments: shown.slice(-commentsMax).map((activity) => markOf(activity, own.value)),
      commentsCut: shown.length > commentsMax,
      slaDueAt: isOpen ? endOfDay(read.value.workPackage.dueDate ?? null, context.timeZone) : null,
      participants: participants.value,
    },
  };
}

/** A ticket and its words: the files of its comments, internal ones too, are among its own. */
export async function readTicketAndText(context: OpenProjectContext, number: string) {
  if (!isId(number)) return noSuchTicket;
  const [read, files, activities] = await Promise.all([
    readWorkPackage(context, number),
    listFiles(context, number),
    listActivities(context, number),
  ]);
  if (read.kind !== 'answered') return read;
  if (files.kind !== 'answered') return files;
  if (activities.kind !== 'answered') return activities;
  const { workPackage, names } = read.value;
  const text = textOf(workPackage, files.value, activities.value);
  return {
    kind: 'read',
    ticket: toTicket(context, names, workPackage),
    text,
    files: files.value,
    activities: activities.value,
  } as const;
}

function textOf(
  { subject, description }: WorkPackage,
  files: readonly Attachment[],
  activities: readonly Activity[],
): TrackerText {
  return {
    summary: subject,
    description: markdownToText(description?.raw ?? ''),
    files: [...files, ...activities.flatMap((activity) => activity.files)].map(fileMark),
  };
}

/** Both the comment and its ticket have to be there, the one said to be public and the other ours. */
export async function readComment(
  context: OpenProjectContext,
  number: string,
  commentId: string,
): ReturnType<TicketLooks['readComment']> {
  if (!isId(number) || !isId(commentId)) return noSuchTicket;
  const [read, activity, files, own] = await Promise.all([
    readWorkPackage(context, number),
    readActivity(context, commentId),
    listFiles(context, number),
    context.readOwnAccount(),
  ]);
  if (read.kind !== 'answered') return read;
  if (activity.kind !== 'answered') return activity;
  if (files.kind !== 'answered') return files;
  if (own.kind !== 'answered') return own;
  if (activity.value.number !== number || !isShown(activity.value)) return noSuchTicket;
  return { kind: 'read', comment: toComment(activity.value, files.value, own.value) };
}

/**
 * What the desk attached when the ticket was filed stands on the work package, and so may what colleagues put there for
 * themselves: of those only the desk's own, and what a public comment shows.
 */
export async function readShown(context: OpenProjectContext, number: string): ReturnType<TicketLooks['readShown']> {
  const [read, own] = await Promise.all([readTicketAndText(context, number), context.readOwnAccount()]);
  if (read.kind !== 'read') return read;
  if (own.kind !== 'answered') return own;
  const { ticket, text, files } = read;
  const comments = read.activities.filter(isShown).map((activity) => toComment(activity, files, own.value));
  const filed = files.filter(({ author }) => author === own.value);
  const fileIds = new Set([...filed, ...comments.flatMap((comment) => comment.files)].map(({ id }) => id));
  return { kind: 'read', ticket, text, comments: comments.slice(-shownCommentsMax), fileIds };
}

/** Its own files, and those of the work package that its text shows. */
function toComment(activity: Activity, files: readonly Attachment[], ownAccount: TrackerAccount): TrackerComment {
  const shown = shownFileIds(activity.markdown);
  return {
    ...markOf(activity, ownAccount),
    authorName: activity.authorName,
    text: markdownToText(activity.markdown),
    files: [...activity.files, ...files.filter(({ id }) => shown.has(id))].map(fileMark),
  };
}

const Watcher = z.object({ id: z.int().min(1).transform(String) });

/** None where the service account may not ask. */
export async function listWatchers(
  { transport }: OpenProjectContext,
  number: string,
): Promise<OpenProjectAnswer<readonly TrackerAccount[]>> {
  if (!isId(number)) return noSuchTicket;
  const listed = await transport.send({
    name: 'list watchers',
    effect: 'reads',
    method: 'GET',
    path: `/work_packages/${number}/watchers`,
    answer: listOf(Watcher),
  });
  if (listed.kind === 'refused') return { kind: 'answered', value: [] };
  if (listed.kind !== 'answered') return listed;
  return { kind: 'answered', value: listed.value.elements.slice(0, participantsMax).map(({ id }) => id) };
}

const dayMs = 24 * 60 * 60_000;

/** The first instant after a day, where the desk is; null where nothing is promised. */
export function endOfDay(date: string | null, timeZone: string): number | null {
  const startsUtc = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(startsUtc)) return null;
  const nextUtc = startsUtc + dayMs;
  // The offset at about that instant; once more with it, for a day on which clocks change.
  const guess = nextUtc - offsetMs(nextUtc, timeZone);
  return nextUtc - offsetMs(guess, timeZone);
}

/** By how much the clocks of a zone are ahead of UTC. */
function offsetMs(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '00';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.floor(instant / 1000) * 1000;
}
