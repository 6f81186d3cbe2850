import type { ProblemCode } from '@desk/contract';
import type { PostCommentOnce, PostCommentOutcome, WordsToPost } from './post-comment-once.ts';
import { type Refusal, refuse } from './refusal.ts';

type FileProblem = 'upload-missing' | 'file-forbidden';
type Without<R, C extends ProblemCode> = R extends Refusal<infer Code> ? Refusal<Exclude<Code, C>> : R;

export type PostWordsOutcome = Without<PostCommentOutcome, FileProblem> | Refusal<'request-invalid'>;

/** Posts words that come without files, so that no file can be missing or forbidden. */
export async function postWords(
  post: PostCommentOnce,
  words: Omit<WordsToPost, 'files' | 'ownFiles' | 'wordless'>,
): Promise<PostWordsOutcome> {
  const posted = await post({ ...words, files: [], ownFiles: [], wordless: false });
  if (posted.kind === 'posted') return posted;
  const { code } = posted;
  return code === 'upload-missing' || code === 'file-forbidden' ? refuse('request-invalid') : { ...posted, code };
}
