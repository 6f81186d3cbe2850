import { attachFile, type UploadedFile } from './attach-file.ts';
import type { Outcome } from './outcome.ts';
import type { Activity, WorkPackage } from './records.ts';
import type { Site } from './site.ts';
import { addComment, type WantedComment } from './write-comment.ts';

export interface CommentWithFiles extends WantedComment {
  readonly files: readonly UploadedFile[];
}

/** A comment that shows its files as OpenProject's editor puts them in. With files, the text may be empty. */
export function commentWithFiles(
  site: Site,
  userId: number,
  workPackage: WorkPackage,
  { text, internal, files }: CommentWithFiles,
): Outcome<Activity> {
  const parts = text.trim() === '' ? [] : [text];
  for (const file of files) {
    const attached = attachFile(site, userId, null, file);
    if (attached.kind === 'refused') return attached;
    parts.push(`<img class="op-uc-image op-uc-image_inline" src="/api/v3/attachments/${attached.value.id}/content">`);
  }
  return addComment(site, userId, workPackage, { text: parts.join('\n\n'), internal });
}
