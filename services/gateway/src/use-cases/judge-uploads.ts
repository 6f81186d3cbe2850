import type { DeclaredFile } from '@desk/contract';
import type { Uploads } from '../ports/uploads.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface JudgeUploadsPorts {
  readonly uploads: Uploads;
}

/** What was declared must lie in the spool, from this person, under this name, with exactly this content. */
export async function judgeUploads(
  { uploads }: JudgeUploadsPorts,
  employeeId: string,
  files: readonly DeclaredFile[],
): Promise<Refusal<'upload-missing' | 'file-forbidden'> | null> {
  for (const file of files) {
    const { uploadId } = file;
    const upload = await uploads.find(uploadId);
    if (!upload) return refuse('upload-missing', { uploadId });
    const agrees = upload.sha256 === file.sha256 && upload.bytes === file.bytes && upload.name === file.name;
    if (!agrees || upload.employeeId !== employeeId) return refuse('file-forbidden', { uploadId });
  }
  return null;
}
