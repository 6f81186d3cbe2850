import { z } from 'zod';
import type { CommentToWrite, CommentWriter } from '../../ports/comment-writer.ts';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import { uploadFile } from './attach-file.ts';
import type { JiraContext } from './context.ts';
import { messageProperty, visibilityProperty } from './jira-comment.ts';
import { isReference } from './marker.ts';
import { plainText, textCharsMax } from './plain-text.ts';
import { readBack } from './read-back.ts';
import { isTicketNumber, JiraInstant, noSuchTicket } from './read-issue.ts';

const CommentId = z.string().regex(/^\d{1,20}$/);
const WrittenComment = z.object({ id: CommentId });
const StagedComment = z.object({ comment: z.object({ id: CommentId }) });
const CommentBody = z.object({ body: z.unknown() });

/** Data Center shows the files of a comment by their names, which are part of its text. */
const fileNamesCharsMax = 6_000;

const tooLarge = { kind: 'refused', reason: 'too-large' } as const;

/** Comments of the service account's, each with our marker; docs/decisions/0006-comments-once.md. */
export function createCommentWriter(context: JiraContext, serviceDeskId: string): CommentWriter {
  return {
    fits: (text) => !isTooLarge(text, context.flavour.writeText(plainText(text)), textCharsMax - fileNamesCharsMax),
    upload: (file) => uploadFile(context, serviceDeskId, file),
    post: (number, comment) => post(context, number, comment),
    stage: (number, message, temporaryIds) => stage(context, number, message, temporaryIds),
    async publish(number, commentId, comment) {
      const written = await rewrite(context, number, commentId, comment.text, propertiesOf(comment));
      return written === null ? { kind: 'posted' } : written;
    },
    async edit(number, commentId, text) {
      const written = await rewrite(context, number, commentId, text, []);
      return written === null ? { kind: 'edited' } : written;
    },
    readBack: (number, commentId, message) => readBack(context, number, commentId, message),
    find: (number, message, since) => find(context, number, message, since),
  };
}

async function post(
  { transport, flavour }: JiraContext,
  number: string,
  comment: CommentToWrite,
): ReturnType<CommentWriter['post']> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const body = flavour.writeText(plainText(comment.text));
  if (isTooLarge(comment.text, body)) return tooLarge;
  const posted = await transport.send({
    name: 'add comment',
    effect: 'writes',
    method: 'POST',
    path: `${flavour.api}/issue/${number}/comment`,
    body: { body, properties: propertiesOf(comment) },
    answer: WrittenComment,
  });
  return posted.kind === 'answered' ? { kind: 'posted', commentId: posted.value.id } : posted;
}

/** The service desk takes no property here, so that the marker stands in the words until `publish` replaces them. */
async function stage(
  { transport }: JiraContext,
  number: string,
  message: string,
  temporaryAttachmentIds: readonly string[],
): ReturnType<CommentWriter['stage']> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const staged = await transport.send({
    name: 'stage files',
    effect: 'writes',
    method: 'POST',
    path: `/rest/servicedeskapi/request/${number}/attachment`,
    body: { temporaryAttachmentIds, public: false, additionalComment: { body: stagedMarker(message) } },
    answer: StagedComment,
  });
  return staged.kind === 'answered' ? { kind: 'staged', commentId: staged.value.comment.id } : staged;
}

/** Null once it is written. What the comment shows is read first, because Jira replaces a body as a whole. */
async function rewrite(
  { transport, flavour }: JiraContext,
  number: string,
  commentId: string,
  text: string,
  properties: readonly unknown[],
): Promise<TrackerTrouble | null> {
  if (!isTicketNumber(number) || !CommentId.safeParse(commentId).success) return noSuchTicket;
  const path = `${flavour.api}/issue/${number}/comment/${commentId}`;
  const read = await transport.send({
    name: 'read comment',
    effect: 'reads',
    method: 'GET',
    path,
    answer: CommentBody,
  });
  if (read.kind !== 'answered') return read;
  const body = flavour.replaceWords(read.value.body, plainText(text));
  if (isTooLarge(text, body)) return tooLarge;
  const put = await transport.send({
    name: 'edit comment',
    effect: 'writes',
    method: 'PUT',
    path,
    body: properties.length === 0 ? { body } : { body, properties },
    answer: WrittenComment,
  });
  return put.kind === 'answered' ? null : put;
}

const pageSize = 100;
/** Jira keeps at most 5,000 comments on an issue. */
const pagesMax = 50;

const CommentPage = z.object({
  comments: z
    .array(
      z.object({
        id: CommentId,
        created: JiraInstant,
        body: z.unknown(),
        properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
      }),
    )
    .max(10_000),
});

const MarkerValue = z.object({ id: z.string() });

async function find(
  { transport, flavour }: JiraContext,
  number: string,
  message: string,
  since: number,
): ReturnType<CommentWriter['find']> {
  if (!isTicketNumber(number)) return noSuchTicket;
  if (!isReference(message)) return { kind: 'refused', reason: 'invalid' };
  for (let page = 0; page < pagesMax; page += 1) {
    const listed = await transport.send({
      name: 'list comments',
      effect: 'reads',
      method: 'GET',
      path: `${flavour.api}/issue/${number}/comment`,
      query: { orderBy: '-created', startAt: page * pageSize, maxResults: pageSize, expand: 'properties' },
      answer: CommentPage,
    });
    if (listed.kind !== 'answered') return listed;
    const { comments } = listed.value;
    for (const { id, body, properties } of comments) {
      const value = MarkerValue.safeParse(properties.find(({ key }) => key === messageProperty)?.value);
      if (value.data?.id === message) return { kind: 'found', comment: { id, staged: false } };
      const staged = !value.success && flavour.readText(body).includes(stagedMarker(message));
      if (staged) return { kind: 'found', comment: { id, staged } };
    }
    const oldest = comments.at(-1);
    if (!oldest || comments.length < pageSize || oldest.created < since) break;
  }
  return { kind: 'found', comment: null };
}

function propertiesOf({ message, visibility }: CommentToWrite) {
  return [
    { key: visibilityProperty, value: { internal: visibility === 'internal' } },
    { key: messageProperty, value: { id: message } },
  ];
}

function stagedMarker(message: string): string {
  return `desk-message-${message}`;
}

function isTooLarge(text: string, body: unknown, charsMax = textCharsMax): boolean {
  return text.length > charsMax || (typeof body === 'string' && body.length > charsMax);
}
