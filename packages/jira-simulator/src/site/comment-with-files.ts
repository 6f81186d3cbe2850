import { attachFiles, type UploadedFile } from './attach-file.ts';
import { done, type Outcome } from './outcome.ts';
import type { AttachmentRecord, CommentRecord, IssueRecord } from './records.ts';
import { referTo } from './refer-to-files.ts';
import type { Site } from './site.ts';
import { addComment, checkComment, visibility } from './write-comment.ts';

export interface CommentWithFilesOptions {
  readonly actorId: string;
  /** May be empty when there are files. */
  readonly text: string;
  readonly files: readonly UploadedFile[];
  readonly public: boolean;
}

export interface CommentWithFiles {
  readonly comment: CommentRecord;
  readonly attachments: readonly AttachmentRecord[];
}

/** Attaches files and adds a comment that refers to them and decides who sees them: both, or nothing. */
export function commentWithFiles(
  site: Site,
  issue: IssueRecord,
  { actorId, text, files, public: isPublic }: CommentWithFilesOptions,
): Outcome<CommentWithFiles> {
  const body = { text: [text, ...files.map(referTo)].filter((line) => line.trim() !== '').join('\n') };
  const problem = checkComment(issue, body);
  if (problem) return problem;
  const attached =
    files.length > 0 ? attachFiles(site, issue, { actorId, files, public: isPublic, followsComments: true }) : done([]);
  if (attached.kind === 'refused') return attached;
  const attachmentIds = attached.value.map(({ id }) => id);
  const added = addComment(site, issue, { actorId, body, properties: visibility(isPublic), attachmentIds });
  return added.kind === 'refused' ? added : done({ comment: added.value, attachments: attached.value });
}
