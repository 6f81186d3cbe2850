import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CommentWithFiles, commentWithFiles } from '../../site/comment-with-files.ts';
import { done, issueNotFound, type Outcome, refused } from '../../site/outcome.ts';
import type { AttachmentRecord, CommentRecord, IssueRecord } from '../../site/records.ts';
import { findComment } from '../../site/site.ts';
import { addComment, visibility } from '../../site/write-comment.ts';
import { DeskPage, presentDeskPage } from '../present/present-page.ts';
import { presentCommentFiles, presentDeskAttachment, presentDeskComment } from '../present/present-request.ts';
import { ExpandParameter } from '../read-query.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import type { RestContext } from '../rest-context.ts';
import { claimFiles } from './claim-files.ts';
import { findRequest } from './request-routes.ts';

interface OneRequest {
  Params: { issueIdOrKey: string };
}

interface OneComment {
  Params: { issueIdOrKey: string; commentId: string };
}

const path = '/rest/servicedeskapi/request/:issueIdOrKey';

/** A request's comments and attachments, each public or internal. */
export function registerRequestContentRoutes(app: FastifyInstance, context: RestContext): void {
  registerComments(app, context);
  registerAttachments(app, context);
}

const CommentBody = z.strictObject({ body: z.string(), public: z.boolean().default(true) });
const CommentsQuery = DeskPage.extend({
  public: z.enum(['true', 'false']).default('true'),
  internal: z.enum(['true', 'false']).default('true'),
  expand: ExpandParameter,
});
const CommentQuery = z.object({ expand: ExpandParameter });

function registerComments(app: FastifyInstance, context: RestContext): void {
  const { site } = context;

  app.get<OneRequest>(`${path}/comment`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(CommentsQuery, request.query), 200, (query) => {
      const shown = issue.comments.filter((comment) => (comment.public ? query.public : query.internal) === 'true');
      return presentDeskPage(context, `/request/${issue.id}/comment`, query, shown, (comment) =>
        presentDeskComment(context, issue, comment, query.expand),
      );
    });
  });

  app.get<OneComment>(`${path}/comment/:commentId`, (request, reply) => {
    const found = findOneComment(context, request.params);
    if (found.kind === 'refused') return refuse(reply, found);
    const { issue, comment } = found.value;
    return answer(reply, readBody(CommentQuery, request.query), 200, ({ expand }) =>
      presentDeskComment(context, issue, comment, expand),
    );
  });

  app.get<OneComment>(`${path}/comment/:commentId/attachment`, (request, reply) => {
    const found = findOneComment(context, request.params);
    if (found.kind === 'refused') return refuse(reply, found);
    const { issue, comment } = found.value;
    return answer(reply, readBody(DeskPage, request.query), 200, (page) =>
      presentCommentFiles(context, issue, comment, page),
    );
  });

  app.post<OneRequest>(`${path}/comment`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const body = readBody(CommentBody, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const { body: text, public: isPublic } = body.value;
    const added = addComment(site, issue, {
      actorId: site.people.service.id,
      body: { text },
      properties: visibility(isPublic),
    });
    return answer(reply, added, 201, (comment) => presentDeskComment(context, issue, comment, new Set()));
  });
}

function findOneComment(
  context: RestContext,
  { issueIdOrKey, commentId }: OneComment['Params'],
): Outcome<{ issue: IssueRecord; comment: CommentRecord }> {
  const issue = findRequest(context, issueIdOrKey);
  const comment = issue && findComment(issue, commentId);
  return comment ? done({ issue, comment }) : refused(404, 'The comment does not exist.');
}

/** Jira's default for `public` is `false`: a file nobody spoke of stays inside. */
const AttachmentBody = z.strictObject({
  temporaryAttachmentIds: z.array(z.string()).min(1).max(60),
  public: z.boolean().default(false),
  additionalComment: z.strictObject({ body: z.string().optional() }).optional(),
});

function registerAttachments(app: FastifyInstance, context: RestContext): void {
  app.get<OneRequest>(`${path}/attachment`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(DeskPage, request.query), 200, (page) =>
      presentAttachments(context, issue, page, issue.attachments),
    );
  });

  app.post<OneRequest>(`${path}/attachment`, (request, reply) => {
    const issue = findRequest(context, request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const body = readBody(AttachmentBody, request.body);
    if (body.kind === 'refused') return refuse(reply, body);
    const attached = attachTemporary(context, issue, body.value);
    return answer(reply, attached, 201, ({ attachments, comment }) => ({
      attachments: presentAttachments(context, issue, { start: 0, limit: 50 }, attachments),
      comment: presentDeskComment(context, issue, comment, new Set()),
    }));
  });
}

/** The service desk attaches with a comment that names the files, and the comment carries the visibility. */
function attachTemporary(
  context: RestContext,
  issue: IssueRecord,
  body: z.output<typeof AttachmentBody>,
): Outcome<CommentWithFiles> {
  const files = claimFiles(context, body.temporaryAttachmentIds);
  if (files.kind === 'refused') return files;
  return commentWithFiles(context.site, issue, {
    actorId: context.site.people.service.id,
    text: body.additionalComment?.body ?? '',
    files: files.value,
    public: body.public,
  });
}

function presentAttachments(
  context: RestContext,
  issue: IssueRecord,
  page: DeskPage,
  attachments: readonly AttachmentRecord[],
): Record<string, unknown> {
  return presentDeskPage(context, `/request/${issue.id}/attachment`, page, attachments, (each) =>
    presentDeskAttachment(context, each),
  );
}
