import type { DeclaredFile } from '@desk/contract';
import type { AuditEntry } from '@desk/domain';
import type { CommentToWrite, CommentWriter } from '../ports/comment-writer.ts';
import type { CommentIntent, CommentStep, DeskComment, DeskComments } from '../ports/desk-comments.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerFile, TrackerTrouble } from '../ports/tracker.ts';
import type { Uploads } from '../ports/uploads.ts';
import { judgeAbsence } from './judge-absence.ts';
import { judgeUploads } from './judge-uploads.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';

export interface PostCommentOncePorts {
  readonly comments: DeskComments;
  readonly commentWriter: CommentWriter;
  readonly uploads: Uploads;
  readonly clock: Clock;
}

/** `employeeId`: whose words these are, and whose uploads go with them. */
export interface WordsToPost extends Omit<CommentIntent, 'at'> {
  /** As they are posted, once it is known which uploads the tracker will not have. */
  text(filesRefused: readonly string[]): string;
  /** There are files alone: without one of them there is nothing to post. */
  readonly wordless: boolean;
  readonly files: readonly DeclaredFile[];
  /** The desk's own, which no comment of its is without. */
  readonly ownFiles: readonly TrackerFile[];
  readonly entry: Pick<AuditEntry, 'act' | 'actor' | 'reason'>;
}

type PostRefusal = Refusal<
  | 'not-permitted'
  | 'not-found'
  | 'key-reused'
  | 'upload-missing'
  | 'file-forbidden'
  | 'ticket-refused'
  | 'still-working'
  | 'tracker-down'
>;

export type PostCommentOutcome =
  /** `filesRefused`: upload ids that the tracker will not have. */
  { readonly kind: 'posted'; readonly commentId: string; readonly filesRefused: readonly string[] } | PostRefusal;

/** A comment older than its attempt by more than two clocks may differ is not the one. */
const clockDifferenceMsMax = 10 * 60_000;

/**
 * Brings a person's words to the point where the ticket has them, exactly once, from whatever step an earlier attempt
 * reached: the step is stored before the tracker is asked, and what may have happened is looked up by its marker.
 */
export function postCommentOnce(ports: PostCommentOncePorts) {
  return async (words: WordsToPost): Promise<PostCommentOutcome> => {
    const { message, number, employeeId, consultation, visibility, bodyDigest } = words;
    const at = ports.clock.now();
    const begun = await ports.comments.begin({ message, number, employeeId, consultation, visibility, bodyDigest, at });
    if (begun.kind !== 'begun') return refuse(begun.kind === 'another-person' ? 'not-permitted' : 'key-reused');
    return goOn(ports, words, begun.comment);
  };
}

export type PostCommentOnce = ReturnType<typeof postCommentOnce>;

async function goOn(
  ports: PostCommentOncePorts,
  words: WordsToPost,
  { step }: DeskComment,
): Promise<PostCommentOutcome> {
  switch (step.kind) {
    case 'posted':
      return step;
    case 'staged':
      return publish(ports, words, step);
    case 'posting': {
      const seen = await lookUp(ports, words, step);
      return seen === 'surely-not-posted' ? attempt(ports, words) : seen;
    }
    case 'intended':
      return attempt(ports, words);
  }
}

async function attempt(ports: PostCommentOncePorts, words: WordsToPost): Promise<PostCommentOutcome> {
  const { message, number, employeeId, files } = words;
  const { comments, commentWriter, clock } = ports;
  const unfit = await judgeUploads(ports, employeeId, files);
  if (unfit) return unfit;
  const sent = await upload(ports, words);
  if (sent.kind === 'refused') return sent;
  const { temporaryIds, filesRefused } = sent;
  if (temporaryIds.length === 0 && words.wordless) return refuse('ticket-refused');

  const asked = { kind: 'posting', attemptedAt: clock.now(), lookups: 0, filesRefused } as const;
  await comments.saveStep(message, asked);
  const outcome =
    temporaryIds.length === 0
      ? await commentWriter.post(number, commentOf(words, filesRefused))
      : await commentWriter.stage(number, message, temporaryIds);
  switch (outcome.kind) {
    case 'posted':
      return finish(ports, words, outcome.commentId, filesRefused);
    case 'staged':
      return publish(ports, words, { kind: 'staged', commentId: outcome.commentId, filesRefused });
    case 'down':
    case 'refused':
      await comments.saveStep(message, { kind: 'intended' });
      return refuseComment(outcome);
    case 'unknown': {
      const seen = await lookUp(ports, words, asked);
      if (seen === 'surely-not-posted') throw new Error('A first lookup proves nothing.');
      return seen;
    }
  }
}

type Uploaded = {
  readonly kind: 'uploaded';
  readonly temporaryIds: readonly string[];
  readonly filesRefused: readonly string[];
};

/** Nothing of the ticket changes by it, so that it is done anew at every attempt. */
async function upload(
  { commentWriter, uploads }: PostCommentOncePorts,
  { files, ownFiles }: WordsToPost,
): Promise<Uploaded | PostRefusal> {
  const temporaryIds: string[] = [];
  const filesRefused: string[] = [];
  for (const { uploadId, name, bytes } of files) {
    const outcome = await commentWriter.upload({ name, bytes, open: () => uploads.open(uploadId) });
    if (outcome.kind === 'uploaded') temporaryIds.push(outcome.temporaryId);
    else if (outcome.kind === 'refused') filesRefused.push(uploadId);
    else return refuseTrouble(outcome);
  }
  for (const file of ownFiles) {
    const outcome = await commentWriter.upload(file);
    if (outcome.kind !== 'uploaded') return refuseComment(outcome);
    temporaryIds.push(outcome.temporaryId);
  }
  return { kind: 'uploaded', temporaryIds, filesRefused };
}

async function publish(
  ports: PostCommentOncePorts,
  words: WordsToPost,
  staged: Extract<CommentStep, { kind: 'staged' }>,
): Promise<PostCommentOutcome> {
  const { number, message } = words;
  const { commentId, filesRefused } = staged;
  await ports.comments.saveStep(message, staged);
  const outcome = await ports.commentWriter.publish(number, commentId, commentOf(words, filesRefused));
  switch (outcome.kind) {
    case 'posted':
      return finish(ports, words, commentId, filesRefused);
    case 'down':
    case 'unknown':
      return refuseTrouble(outcome);
    case 'refused': {
      if (outcome.reason !== 'not-found') return refuse('ticket-refused');
      // Somebody deleted the files' comment before it had its words.
      await ports.comments.saveStep(message, { kind: 'intended' });
      return refuse('still-working', { retryAfterSeconds: 1 });
    }
  }
}

async function lookUp(
  ports: PostCommentOncePorts,
  words: WordsToPost,
  asked: Extract<CommentStep, { kind: 'posting' }>,
): Promise<PostCommentOutcome | 'surely-not-posted'> {
  const { comments, commentWriter, clock } = ports;
  const { message, number } = words;
  const found = await commentWriter.find(number, message, asked.attemptedAt - clockDifferenceMsMax);
  if (found.kind !== 'found') return refuseTrouble(found);
  if (found.comment) {
    const { id: commentId, staged } = found.comment;
    const { filesRefused } = asked;
    return staged
      ? publish(ports, words, { kind: 'staged', commentId, filesRefused })
      : finish(ports, words, commentId, filesRefused);
  }
  const absence = judgeAbsence(asked, { settled: true }, clock.now());
  if (absence.kind === 'proven') return 'surely-not-posted';
  await comments.saveStep(message, { ...asked, lookups: absence.lookups });
  return refuse('still-working', { retryAfterSeconds: Math.ceil(absence.retryAfterMs / 1000) });
}

async function finish(
  { comments, uploads, clock }: PostCommentOncePorts,
  { message, number, files, entry }: WordsToPost,
  commentId: string,
  filesRefused: readonly string[],
): Promise<PostCommentOutcome> {
  const posted = { kind: 'posted', commentId, filesRefused } as const;
  const on = { kind: 'ticket', id: number } as const;
  await comments.finish(message, posted, { ...entry, on, outcome: 'done', at: clock.now() });
  if (files.length > 0) await uploads.remove(files.map(({ uploadId }) => uploadId));
  return posted;
}

function commentOf(words: WordsToPost, filesRefused: readonly string[]): CommentToWrite {
  const { message, visibility } = words;
  return { message, text: words.text(filesRefused), visibility };
}

function refuseComment(trouble: TrackerTrouble): PostRefusal {
  if (trouble.kind === 'refused' && trouble.reason !== 'not-found') return refuse('ticket-refused');
  return refuseTrouble(trouble);
}
