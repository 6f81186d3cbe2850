import type { FastifyInstance, FastifyReply } from 'fastify';
import { issueNotFound, refused } from '../../site/outcome.ts';
import { recordTouch } from '../../site/record-change.ts';
import type { CommentRecord, IssueRecord } from '../../site/records.ts';
import { findComment } from '../../site/site.ts';
import { editComment } from '../../site/write-comment.ts';
import { refuse } from '../refuse.ts';
import { apiRoot, apiUrl, type RestContext } from '../rest-context.ts';

interface IssueProperty {
  Params: { issueIdOrKey: string; propertyKey: string };
}

interface CommentProperty {
  Params: { commentId: string; propertyKey: string };
}

/** Jira's bound on one property. */
const propertyCharsMax = 32_768;

/** Entity properties of issues and comments: JSON of any shape, kept for whoever wrote it. */
export function registerPropertyRoutes(app: FastifyInstance, context: RestContext): void {
  registerIssueProperties(app, context);
  registerCommentProperties(app, context);
}

function registerIssueProperties(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const path = `${apiRoot(site)}/issue/:issueIdOrKey/properties`;

  app.get<{ Params: { issueIdOrKey: string } }>(path, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    const keys = Object.keys(issue.properties).map((key) => ({
      self: apiUrl(context, `/issue/${issue.id}/properties/${key}`),
      key,
    }));
    return reply.send({ keys });
  });

  app.get<IssueProperty>(`${path}/:propertyKey`, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    return issue ? sendProperty(reply, issue.properties, request.params.propertyKey) : refuse(reply, issueNotFound);
  });

  app.put<IssueProperty>(`${path}/:propertyKey`, (request, reply) => {
    const issue = site.findIssue(request.params.issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    return putProperty(reply, request.params.propertyKey, request.body, issue.properties, (key) => {
      issue.properties[key] = request.body;
      recordTouch(site, issue, site.people.service.id);
    });
  });

  app.delete<IssueProperty>(`${path}/:propertyKey`, (request, reply) => {
    const { issueIdOrKey, propertyKey } = request.params;
    const issue = site.findIssue(issueIdOrKey);
    if (!issue) return refuse(reply, issueNotFound);
    if (!(propertyKey in issue.properties)) return refuse(reply, propertyNotFound(propertyKey));
    delete issue.properties[propertyKey];
    recordTouch(site, issue, site.people.service.id);
    return reply.status(204).send();
  });
}

function registerCommentProperties(app: FastifyInstance, context: RestContext): void {
  const { site } = context;
  const path = `${apiRoot(site)}/comment/:commentId/properties/:propertyKey`;

  app.get<CommentProperty>(path, (request, reply) => {
    const found = findCommentAnywhere(context, request.params.commentId);
    return found
      ? sendProperty(reply, found.comment.properties, request.params.propertyKey)
      : refuse(reply, commentNotFound);
  });

  app.put<CommentProperty>(path, (request, reply) => {
    const found = findCommentAnywhere(context, request.params.commentId);
    if (!found) return refuse(reply, commentNotFound);
    const { issue, comment } = found;
    return putProperty(reply, request.params.propertyKey, request.body, comment.properties, (key) => {
      editComment(site, issue, comment, { actorId: site.people.service.id, properties: { [key]: request.body } });
    });
  });
}

function sendProperty(reply: FastifyReply, properties: Readonly<Record<string, unknown>>, key: string): FastifyReply {
  return key in properties ? reply.send({ key, value: properties[key] }) : refuse(reply, propertyNotFound(key));
}

function putProperty(
  reply: FastifyReply,
  key: string,
  value: unknown,
  properties: Readonly<Record<string, unknown>>,
  store: (key: string) => void,
): FastifyReply {
  if (value === undefined) return refuse(reply, refused(400, 'The property value must be valid, non-empty JSON.'));
  if (key.length > 255) return refuse(reply, refused(400, 'The property key cannot be longer than 255 characters.'));
  if (JSON.stringify(value).length > propertyCharsMax) {
    return refuse(reply, refused(400, `The property value cannot be longer than ${propertyCharsMax} characters.`));
  }
  const isNew = !(key in properties);
  store(key);
  return reply.status(isNew ? 201 : 200).send();
}

function findCommentAnywhere(
  { site }: RestContext,
  id: string,
): { issue: IssueRecord; comment: CommentRecord } | undefined {
  for (const issue of site.issues()) {
    const comment = findComment(issue, id);
    if (comment) return { issue, comment };
  }
  return undefined;
}

const commentNotFound = refused(404, 'The comment does not exist or you do not have permission to see it.');

function propertyNotFound(key: string) {
  return refused(404, `The property with key '${key}' does not exist.`);
}
