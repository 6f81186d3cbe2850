import type { AttachmentRecord, CommentRecord, IssueRecord, RichText } from '../../site/records.ts';
import { filesOf, mediaIdOf, referTo } from '../../site/refer-to-files.ts';
import { textToAdf } from '../../text/adf.ts';
import { formatJiraDate } from '../../text/format-date.ts';
import { apiUrl, type RestContext } from '../rest-context.ts';
import { presentUser } from './present-person.ts';

export interface PresentCommentOptions {
  readonly expand: ReadonlySet<string>;
}

/** A comment as the platform API writes one. Only Cloud says at once whether the customer sees it (`jsdPublic`). */
export function presentComment(
  context: RestContext,
  issue: IssueRecord,
  comment: CommentRecord,
  { expand }: PresentCommentOptions,
): Record<string, unknown> {
  return {
    self: apiUrl(context, `/issue/${issue.id}/comment/${comment.id}`),
    id: comment.id,
    author: presentUser(context, comment.authorId),
    body: presentRichText(context, comment.body, filesOf(issue, comment)),
    updateAuthor: presentUser(context, comment.updateAuthorId),
    created: formatJiraDate(comment.createdAt, context.site.timeZone),
    updated: formatJiraDate(comment.updatedAt, context.site.timeZone),
    ...(context.site.flavour === 'cloud' && { jsdPublic: comment.public }),
    ...(expand.has('renderedBody') && { renderedBody: renderHtml(comment.body) }),
    ...(expand.has('properties') && {
      properties: Object.entries(comment.properties).map(([key, value]) => ({ key, value })),
    }),
  };
}

export function presentRichText(
  { richText }: RestContext,
  body: RichText,
  files: readonly AttachmentRecord[] = [],
): unknown {
  if (richText !== 'document') return body.text;
  return body.document ?? textToAdf(body.text, new Map(files.map((file) => [referTo(file), mediaIdOf(file.id)])));
}

export function renderHtml(body: RichText): string {
  const escaped = body.text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br/>')}</p>`)
    .join('\n');
}
