import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { done, issueNotFound, type Outcome, refused, refusedFields } from '../../site/outcome.ts';
import { readRichText } from '../../site/prepared-field.ts';
import type { CommentRecord, IssueRecord, RichText } from '../../site/records.ts';
import { findComment } from '../../site/site.ts';
import { addComment, deleteComment, editComment } from '../../site/write-comment.ts';
import { presentComment } from '../present/present-comment.ts';
import { countParameter, ExpandParameter } from '../read-query.ts';
import { answer, readBody, refuse } from '../refuse.ts';
import { apiRoot, type RestContext } from '../rest-context.ts';
import { EntityProperty } from './issue-routes.ts';

interface Comments {
  Params: { issueIdOrKey: string };
}

interface OneComment {
  Params: { issueIdOrKey: string; id: string };
}

const CommentBody = z.strictObject({ body: z.unknown(), properties: z.array(EntityProperty).max(100).default([]) });

const CommentQuery = z.object({ expand: ExpandParameter });

export function registerCommentRoutes(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const path = `${apiRoot(site)}/issue/:issueIdOrKey/comment`;

  app.get<Comments>(path, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return answer(reply, readBody(listQuery(context), request.query), 200, (query) =>
      listComments(context, issue, query),
    );
  });

  app.post<Comments>(path, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const content = readContent(context, request.body);
    if (content.kind === 'refused') return refuse(reply, content);
    const added = addComment(site, issue, { actorId: site.people.service.id, ...content.value });
    return answer(reply, added, 201, (comment) => presentComment(context, issue, comment, readExpand(request.query)));
  });

  app.get<OneComment>(`${path}/:id`, (request, reply) => {
    const found = findOne(context, request.params);
    return answer(reply, found, 200, ({ issue, comment }) =>
      presentComment(context, issue, comment, readExpand(request.query)),
    );
  });

  app.put<OneComment>(`${path}/:id`, (request, reply) => {
    const found = findOne(context, request.params);
    if (found.kind === 'refused') return refuse(reply, found);
    const content = readContent(context, request.body);
    if (content.kind === 'refused') return refuse(reply, content);
    const { issue, comment } = found.value;
    const edited = editComment(site, issue, comment, { actorId: site.people.service.id, ...content.value });
    return answer(reply, edited, 200, () => presentComment(context, issue, comment, readExpand(request.query)));
  });

  app.delete<OneComment>(`${path}/:id`, (request, reply) => {
    const found = findOne(context, request.params);
    if (found.kind === 'done') deleteComment(site, found.value.issue, found.value.comment, site.people.service.id);
    return answer(reply, found, 204, () => undefined);
  });
}

function listQuery({ site }: RestContext) {
  // Cloud pages by 100 unless asked otherwise; Data Center gives everything.
  return z.object({
    startAt: countParameter(0, 1_000_000),
    maxResults: countParameter(
      site.flavour === 'cloud' ? 100 : 1_048_576,
      site.flavour === 'cloud' ? 5_000 : 1_048_576,
    ),
    orderBy: z.enum(['created', '+created', '-created']).default('created'),
    expand: ExpandParameter,
  });
}

function listComments(
  context: RestContext,
  issue: IssueRecord,
  query: z.output<ReturnType<typeof listQuery>>,
): Record<string, unknown> {
  const { startAt, maxResults, orderBy, expand } = query;
  const ordered = orderBy === '-created' ? [...issue.comments].reverse() : issue.comments;
  const comments = ordered
    .slice(startAt, startAt + maxResults)
    .map((comment) => presentComment(context, issue, comment, { expand }));
  return { startAt, maxResults, total: issue.comments.length, comments };
}

function findOne(
  { site }: RestContext,
  params: OneComment['Params'],
): Outcome<{ issue: IssueRecord; comment: CommentRecord }> {
  const issue = site.findIssue(params.issueIdOrKey);
  if (!issue) return issueNotFound;
  const comment = findComment(issue, params.id);
  return comment ? done({ issue, comment }) : refused(404, `Can not find a comment for the id: ${params.id}.`);
}

interface CommentContent {
  readonly body: RichText;
  readonly properties: Record<string, unknown>;
}

function readContent(context: RestContext, raw: unknown): Outcome<CommentContent> {
  const parsed = readBody(CommentBody, raw);
  if (parsed.kind === 'refused') return parsed;
  const body = readRichText(parsed.value.body, context.richText);
  if (!body) return refusedFields({ comment: 'Comment body is not valid!' });
  return done({ body, properties: Object.fromEntries(parsed.value.properties.map(({ key, value }) => [key, value])) });
}

function readExpand(query: unknown): { expand: ReadonlySet<string> } {
  const parsed = CommentQuery.safeParse(query);
  return { expand: parsed.success ? parsed.data.expand : new Set() };
}
