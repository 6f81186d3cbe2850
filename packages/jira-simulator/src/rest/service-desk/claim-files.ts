import type { UploadedFile } from '../../site/attach-file.ts';
import { done, type Outcome, refused } from '../../site/outcome.ts';
import type { RestContext } from '../rest-context.ts';

/** Takes temporary files by their ids: all of them, or none. A taken file is gone from the waiting room. */
export function claimFiles({ temporaryFiles }: RestContext, ids: unknown): Outcome<UploadedFile[]> {
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
    return refused(400, 'Temporary attachment ids must be a list of strings.');
  }
  const wanted = ids.map(String);
  const files: UploadedFile[] = [];
  for (const id of wanted) {
    const file = temporaryFiles.get(id);
    if (!file) return refused(400, `The temporary attachment with id '${id}' does not exist or has expired.`);
    files.push(file);
  }
  for (const id of wanted) temporaryFiles.release(id);
  return done(files);
}
