import { mediaIdsOf } from '../text/adf.ts';
import type { AttachmentRecord, CommentRecord, IssueRecord, RichText } from './records.ts';

/** How a comment names a file of its issue: `!photo.png|thumbnail!` shows a picture, `[^notes.txt]` links anything else. */
export function referTo({ filename, mimeType }: Pick<AttachmentRecord, 'filename' | 'mimeType'>): string {
  return mimeType.startsWith('image/') ? `!${filename}|thumbnail!` : `[^${filename}]`;
}

/**
 * The files of an issue that a text refers to: by wiki notation in plain text, by media nodes in a document.
 * Of several files of one name the text means those in `meant`, else the newest, as Jira reads it.
 */
export function findReferredFiles(issue: IssueRecord, body: RichText, meant: readonly string[] = []): string[] {
  if (body.document) {
    const mediaIds = mediaIdsOf(body.document);
    return issue.attachments.filter(({ id }) => mediaIds.has(mediaIdOf(id))).map(({ id }) => id);
  }
  const newest = new Map(issue.attachments.map(({ filename, id }) => [filename, id]));
  const named = issue.attachments.filter(({ filename }) => isNamed(body.text, filename));
  const meantNames = new Set(named.filter(({ id }) => meant.includes(id)).map(({ filename }) => filename));
  return named
    .filter(({ id, filename }) => (meantNames.has(filename) ? meant.includes(id) : newest.get(filename) === id))
    .map(({ id }) => id);
}

/** The files a comment refers to that are still there. */
export function filesOf(issue: IssueRecord, { attachmentIds }: CommentRecord): AttachmentRecord[] {
  return issue.attachments.filter(({ id }) => attachmentIds.includes(id));
}

/** A file that came with a comment is seen by whoever sees a comment that refers to it. */
export function shareWithComments(issue: IssueRecord): void {
  const shared = new Set(
    issue.comments.filter((comment) => comment.public).flatMap(({ attachmentIds }) => attachmentIds),
  );
  for (const attachment of issue.attachments) {
    if (attachment.followsComments) attachment.public = shared.has(attachment.id);
  }
}

/** A document knows a file by the id of Cloud's media store, which is not the attachment's. */
export function mediaIdOf(attachmentId: string): string {
  return `00000000-0000-4000-8000-${attachmentId.padStart(12, '0')}`;
}

function isNamed(text: string, filename: string): boolean {
  return [`[^${filename}]`, `[^${filename}|`, `!${filename}!`, `!${filename}|`].some((name) => text.includes(name));
}
