import type { DeclaredFile, NewComment } from '@desk/contract';
import type { CommentToWrite, CommentWriter } from '../ports/comment-writer.ts';
import type { CommentStep, DeskComment, DeskComments } from '../ports/desk-comments.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { TrackerTrouble } from '../ports/tracker.ts';
import type { Uploads } from '../ports/uploads.ts';
import type { PersonCaller } from './caller.ts';
import { judgeAbsence } from './judge-absence.ts';
import { judgeUploads } from './judge-uploads.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';

export interface PostCommentOncePorts {
  readonly comments: DeskComments;
  readonly commentWriter: CommentWriter;
  readonly uploads: Uploads;
  readonly texts: TicketTexts;
  readonly clock: Clock;
}

export interface WordsToPost {
  readonly author: PersonCaller;
  readonly number: string;
  readonly body: Omit<NewComment, 'language'>;
  readonly bodyDigest: string;
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

/** One posting under way. */
interface Posting extends WordsToPost {
  readonly comment: CommentToWrite;
}

/** A comment older than its attempt by more than two clocks may differ is not the one. */
const clockDifferenceMsMax = 10 * 60_000;

/**
 * Brings a person's words to the point where the ticket has them, exactly once, from whatever step an earlier attempt
 * reached: the step is stored before the tracker is asked, and what may have happened is looked up by its marker.
 */
export function postCommentOnce(ports: PostCommentOncePorts) {
  return async (words: WordsToPost): Promise<PostCommentOutcome> => {
    const { author, number, body, bodyDigest } = words;
    const { message, visibility } = body;
    const { employeeId, displayName } = author.profile;
    const at = ports.clock.now();
    const begun = await ports.comments.begin({ message, number, employeeId, visibility, bodyDigest, at });
    if (begun.kind !== 'begun') return refuse(begun.kind === 'another-person' ? 'not-permitted' : 'key-reused');
    const text = ports.texts.signComment(displayName, body.text);
    return goOn(ports, { ...words, comment: { message, text, visibility } }, begun.comment);
  };
}

export type PostCommentOnce = ReturnType<typeof postCommentOnce>;

async function goOn(ports: PostCommentOncePorts, posting: Posting, { step }: DeskComment): Promise<PostCommentOutcome> {
  switch (step.kind) {
    case 'posted':
      return step;
    case 'staged':
      return publish(ports, posting, step);
    case 'posting': {
      const seen = await lookUp(ports, posting, step);
      return seen === 'surely-not-posted' ? attempt(ports, posting) : seen;
    }
    case 'intended':
      return attempt(ports, posting);
  }
}

async function attempt(ports: PostCommentOncePorts, posting: Posting): Promise<PostCommentOutcome> {
  const { author, number, body } = posting;
  const { comments, commentWriter, clock } = ports;
  const { message } = body;
  const unfit = await judgeUploads(ports, author.profile.employeeId, body.files);
  if (unfit) return unfit;
  const sent = await upload(ports, body.files);
  if (sent.kind === 'refused') return sent;
  const { temporaryIds, filesRefused } = sent;
  if (temporaryIds.length === 0 && body.text.trim() === '') return refuse('ticket-refused');

  const asked = { kind: 'posting', attemptedAt: clock.now(), lookups: 0, filesRefused } as const;
  await comments.saveStep(message, asked);
  const outcome =
    temporaryIds.length === 0
      ? await commentWriter.post(number, posting.comment)
      : await commentWriter.stage(number, posting.comment, temporaryIds);
  switch (outcome.kind) {
    case 'posted':
      return finish(ports, posting, outcome.commentId, filesRefused);
    case 'staged':
      return publish(ports, posting, { kind: 'staged', commentId: outcome.commentId, filesRefused });
    case 'down':
    case 'refused':
      await comments.saveStep(message, { kind: 'intended' });
      return refuseComment(outcome);
    case 'unknown': {
      const seen = await lookUp(ports, posting, asked);
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
  files: readonly DeclaredFile[],
): Promise<Uploaded | PostRefusal> {
  const temporaryIds: string[] = [];
  const filesRefused: string[] = [];
  for (const { uploadId, name, bytes } of files) {
    const outcome = await commentWriter.upload({ name, bytes, open: () => uploads.open(uploadId) });
    if (outcome.kind === 'uploaded') temporaryIds.push(outcome.temporaryId);
    else if (outcome.kind === 'refused') filesRefused.push(uploadId);
    else return refuseTrouble(outcome);
  }
  return { kind: 'uploaded', temporaryIds, filesRefused };
}

async function publish(
  ports: PostCommentOncePorts,
  posting: Posting,
  staged: Extract<CommentStep, { kind: 'staged' }>,
): Promise<PostCommentOutcome> {
  const { number, comment } = posting;
  const { commentId, filesRefused } = staged;
  await ports.comments.saveStep(comment.message, staged);
  const outcome = await ports.commentWriter.publish(number, commentId, comment);
  switch (outcome.kind) {
    case 'posted':
      return finish(ports, posting, commentId, filesRefused);
    case 'down':
    case 'unknown':
      return refuseTrouble(outcome);
    case 'refused': {
      if (outcome.reason !== 'not-found') return refuse('ticket-refused');
      // Somebody deleted the files' comment before it had its words.
      await ports.comments.saveStep(comment.message, { kind: 'intended' });
      return refuse('still-working', { retryAfterSeconds: 1 });
    }
  }
}

async function lookUp(
  ports: PostCommentOncePorts,
  posting: Posting,
  asked: Extract<CommentStep, { kind: 'posting' }>,
): Promise<PostCommentOutcome | 'surely-not-posted'> {
  const { comments, commentWriter, clock } = ports;
  const { message } = posting.body;
  const found = await commentWriter.find(posting.number, message, asked.attemptedAt - clockDifferenceMsMax);
  if (found.kind !== 'found') return refuseTrouble(found);
  if (found.comment) {
    const { id: commentId, staged } = found.comment;
    const { filesRefused } = asked;
    return staged
      ? publish(ports, posting, { kind: 'staged', commentId, filesRefused })
      : finish(ports, posting, commentId, filesRefused);
  }
  const absence = judgeAbsence(asked, { settled: true }, clock.now());
  if (absence.kind === 'proven') return 'surely-not-posted';
  await comments.saveStep(message, { ...asked, lookups: absence.lookups });
  return refuse('still-working', { retryAfterSeconds: Math.ceil(absence.retryAfterMs / 1000) });
}

async function finish(
  { comments, uploads, clock }: PostCommentOncePorts,
  { author, number, body }: Posting,
  commentId: string,
  filesRefused: readonly string[],
): Promise<PostCommentOutcome> {
  const posted = { kind: 'posted', commentId, filesRefused } as const;
  await comments.finish(body.message, posted, {
    act: 'comment-added',
    actor: { kind: 'person', id: author.profile.employeeId },
    on: { kind: 'ticket', id: number },
    outcome: 'done',
    reason: body.visibility,
    at: clock.now(),
  });
  if (body.files.length > 0) await uploads.remove(body.files.map(({ uploadId }) => uploadId));
  return posted;
}

function refuseComment(trouble: Exclude<TrackerTrouble, { kind: 'unknown' }>): PostRefusal {
  if (trouble.kind === 'refused' && trouble.reason !== 'not-found') return refuse('ticket-refused');
  return refuseTrouble(trouble);
}
