import { done, type Outcome, refused } from './outcome.ts';
import { changeItem, nothing, recordUpdate } from './record-change.ts';
import { type AttachmentRecord, attachmentsPerIssueMax, type IssueRecord } from './records.ts';
import type { Site } from './site.ts';

export interface UploadedFile {
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export interface AttachFilesOptions {
  readonly actorId: string;
  readonly files: readonly UploadedFile[];
  readonly public: boolean;
  /** They come with a comment, and are public as long as a public comment refers to them. */
  readonly followsComments?: boolean;
}

export function attachmentBytesMax(site: Site): number {
  return site.config.attachmentBytesMax ?? 20 * 1024 * 1024;
}

/** Attaches all files or none; one changelog line per file, as Jira writes it. */
export function attachFiles(site: Site, issue: IssueRecord, options: AttachFilesOptions): Outcome<AttachmentRecord[]> {
  const tooLarge = options.files.find((file) => file.bytes.byteLength > attachmentBytesMax(site));
  if (tooLarge)
    return refused(
      413,
      `The file '${tooLarge.filename}' exceeds its maximum permitted size of ${attachmentBytesMax(site)} bytes.`,
    );
  if (issue.attachments.length + options.files.length > attachmentsPerIssueMax) {
    return refused(400, `An issue holds at most ${attachmentsPerIssueMax} attachments.`);
  }

  const attachments: AttachmentRecord[] = [];
  for (const file of options.files) {
    const attachment = storeFile(site, file, options);
    if (!attachment) {
      for (const stored of attachments) site.files.remove(stored.id);
      return refused(413, 'The attachment storage of the site is full.');
    }
    attachments.push(attachment);
  }
  issue.attachments.push(...attachments);
  recordUpdate(
    site,
    issue,
    options.actorId,
    attachments.map(({ id, filename }) => changeItem('Attachment', nothing, { id, text: filename }, 'attachment')),
  );
  return done(attachments);
}

export function removeAttachment(site: Site, issue: IssueRecord, attachment: AttachmentRecord, actorId: string): void {
  issue.attachments.splice(issue.attachments.indexOf(attachment), 1);
  for (const comment of issue.comments) {
    comment.attachmentIds = comment.attachmentIds.filter((id) => id !== attachment.id);
  }
  site.files.remove(attachment.id);
  recordUpdate(site, issue, actorId, [
    changeItem('Attachment', { id: attachment.id, text: attachment.filename }, nothing, 'attachment'),
  ]);
}

export function findAttachment(
  site: Site,
  id: string,
): { issue: IssueRecord; attachment: AttachmentRecord } | undefined {
  for (const issue of site.issues()) {
    const attachment = issue.attachments.find((candidate) => candidate.id === id);
    if (attachment) return { issue, attachment };
  }
  return undefined;
}

function storeFile(site: Site, file: UploadedFile, options: AttachFilesOptions): AttachmentRecord | undefined {
  const id = site.nextId();
  const stored = site.files.put(id, file.bytes);
  if (!stored) return undefined;
  return {
    id,
    filename: file.filename,
    mimeType: file.mimeType,
    size: file.bytes.byteLength,
    sha256: stored.sha256,
    authorId: options.actorId,
    public: options.public,
    followsComments: options.followsComments ?? false,
    createdAt: site.now(),
  };
}
