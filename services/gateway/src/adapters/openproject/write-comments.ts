import type { CommentToWrite, CommentWriter } from '../../ports/comment-writer.ts';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import { Activity, isComment, listActivities, messageOf, readActivity } from './activities.ts';
import { uploadFile } from './attach-file.ts';
import type { OpenProjectContext } from './context.ts';
import { Attachment } from './files.ts';
import { isId } from './hal.ts';
import { fileLine, fileLines, markdownToText, textToMarkdown } from './markdown.ts';
import { commentMarker, isReference, readCommentMarker } from './marker.ts';
import { plainText, textCharsMax } from './plain-text.ts';
import { noSuchTicket, readWorkPackage } from './work-package.ts';

const tooLarge = { kind: 'refused', reason: 'too-large' } as const;
const invalid = { kind: 'refused', reason: 'invalid' } as const;

/**
 * Comments of the service account's, each with our marker in a line that its page does not show. Whether colleagues
 * alone see one is decided when it is written and never again, so that a comment with files is whole at once: files
 * wait unattached, and the comment takes hold of those that its text shows, as those of OpenProject's own editor do.
 */
export function createCommentWriter(context: OpenProjectContext): CommentWriter {
  return {
    fits: (text) => text.length <= textCharsMax,
    upload: (file) => uploadFile(context, file),
    post: (number, comment) => post(context, number, comment, []),
    stage: (number, comment, temporaryIds) => postWithFiles(context, number, comment, temporaryIds),
    async publish(number, commentId, comment) {
      const isMeant = (activity: Activity) => activity.isPublic === (comment.visibility === 'public');
      const written = await rewrite(context, { number, commentId, text: comment.text, isMeant });
      return written === null ? { kind: 'posted' } : written;
    },
    async edit(number, commentId, text) {
      const written = await rewrite(context, { number, commentId, text, isMeant: () => true });
      return written === null ? { kind: 'edited' } : written;
    },
    readBack: (number, commentId, message) => readBack(context, number, commentId, message),
    find: (number, message, since) => find(context, number, message, since),
  };
}

/** A file that belongs to something already was claimed by an earlier comment. */
async function postWithFiles(
  context: OpenProjectContext,
  number: string,
  comment: CommentToWrite,
  temporaryIds: readonly string[],
): ReturnType<CommentWriter['stage']> {
  const read = await readWorkPackage(context, number);
  if (read.kind !== 'answered') return read;
  if (!temporaryIds.every(isId)) return invalid;
  const files: Attachment[] = [];
  for (const id of temporaryIds) {
    const file = await context.transport.send({
      name: 'read file entry',
      effect: 'reads',
      method: 'GET',
      path: `/attachments/${id}`,
      answer: Attachment,
    });
    if (file.kind === 'refused') return invalid;
    if (file.kind !== 'answered') return file;
    if (file.value.isClaimed) return invalid;
    files.push(file.value);
  }
  return post(context, number, comment, files);
}

async function post(
  context: OpenProjectContext,
  number: string,
  comment: CommentToWrite,
  files: readonly Attachment[],
): ReturnType<CommentWriter['post']> {
  const read = await readWorkPackage(context, number);
  if (read.kind !== 'answered') return read;
  if (comment.text.length > textCharsMax) return tooLarge;
  const blocks = [
    textToMarkdown(plainText(comment.text)),
    files.map(fileLine).join('\n'),
    commentMarker(comment.message),
  ];
  const posted = await context.transport.send({
    name: 'add comment',
    effect: 'writes',
    method: 'POST',
    path: `/work_packages/${number}/activities`,
    body: { comment: { raw: join(blocks) }, internal: comment.visibility === 'internal' },
    answer: Activity,
  });
  return posted.kind === 'answered' ? { kind: 'posted', commentId: posted.value.id } : posted;
}

interface Rewriting {
  readonly number: string;
  readonly commentId: string;
  readonly text: string;
  readonly isMeant: (activity: Activity) => boolean;
}

/** Null once it is written. The lines that show files stay: a file that its comment shows no longer would be deleted. */
async function rewrite(
  context: OpenProjectContext,
  { number, commentId, text, isMeant }: Rewriting,
): Promise<TrackerTrouble | null> {
  if (!isId(number) || !isId(commentId)) return noSuchTicket;
  if (text.length > textCharsMax) return tooLarge;
  const [read, activity] = await Promise.all([readWorkPackage(context, number), readActivity(context, commentId)]);
  if (read.kind !== 'answered') return read;
  if (activity.kind !== 'answered') return activity;
  const { value } = activity;
  if (value.number !== number || !isComment(value)) return noSuchTicket;
  if (!isMeant(value)) return invalid;
  const message = readCommentMarker(value.markdown);
  const blocks = [
    textToMarkdown(plainText(text)),
    fileLines(value.markdown).join('\n'),
    message === null ? '' : commentMarker(message),
  ];
  const patched = await context.transport.send({
    name: 'edit comment',
    effect: 'writes',
    method: 'PATCH',
    path: `/activities/${commentId}`,
    body: { comment: { raw: join(blocks) } },
    answer: Activity,
  });
  return patched.kind === 'answered' ? null : patched;
}

async function readBack(
  context: OpenProjectContext,
  number: string,
  commentId: string,
  message: string,
): ReturnType<CommentWriter['readBack']> {
  if (!isId(number) || !isId(commentId)) return noSuchTicket;
  const [own, read] = await Promise.all([context.readOwnAccount(), readActivity(context, commentId)]);
  if (own.kind !== 'answered') return own;
  if (read.kind !== 'answered') return read;
  const isIt = read.value.number === number && messageOf(read.value, own.value) === message;
  return isIt ? { kind: 'read', text: markdownToText(read.value.markdown) } : noSuchTicket;
}

/** The history of a ticket comes whole, so that `since` saves nothing here. */
async function find(
  context: OpenProjectContext,
  number: string,
  message: string,
  since: number,
): ReturnType<CommentWriter['find']> {
  if (!isId(number)) return noSuchTicket;
  if (!isReference(message)) return invalid;
  const [own, listed] = await Promise.all([context.readOwnAccount(), listActivities(context, number)]);
  if (own.kind !== 'answered') return own;
  if (listed.kind !== 'answered') return listed;
  const found = listed.value.find(
    (activity) => activity.changedAt >= since && messageOf(activity, own.value) === message,
  );
  return { kind: 'found', comment: found ? { id: found.id, staged: false } : null };
}

function join(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}
