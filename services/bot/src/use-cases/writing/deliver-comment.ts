import type { GatewayTrouble, TicketDesk, UploadedFile } from '../../ports/gateway-desk.ts';
import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { OutgoingComments, OutgoingContent, StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Clock, Ids, Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import type { WritingDesk } from '../../ports/writing-desk.ts';
import { awaitSignIn } from '../assignment/await-sign-in.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { uploadIdOf } from '../filing/tell-files-left-out.ts';
import { uploadFiles } from '../filing/upload-files.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { albumMs, textOf } from './keep-words.ts';
import { type CommentRefusal, planCommented, planCommentRefused, planKept } from './plan-commented.ts';
import type { PostComment, Posting } from './posting.ts';

export interface CommentNeeds extends FindToken {
  readonly outgoing: OutgoingComments;
  readonly tickets: Tickets;
  readonly people: People;
  readonly desk: TicketDesk;
  readonly writing: WritingDesk;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly policy: Policy;
}

type Attempt =
  | { readonly kind: 'posted'; readonly filesRefused: readonly string[]; readonly content: OutgoingContent }
  | { readonly kind: 'later'; readonly content: OutgoingContent; readonly trouble: GatewayTrouble }
  | { readonly kind: 'session-ended' }
  | { readonly kind: 'refused'; readonly reason: CommentRefusal; readonly content: OutgoingContent };

/** How long somebody's earlier message is waited for, so that theirs arrive in the order of their writing. */
const orderMsMax = 13 * 3_600_000;
const lookEveryMs = 15_000;

/**
 * Brings a comment to the tracker in its author's name. Killed at any point it begins again with the same marker, and
 * the gateway answers the same marker with the same comment. While the tracker is away it holds its ticket's lane, so
 * that what was written first arrives first.
 */
export function deliverComment(needs: CommentNeeds) {
  return (effect: PostComment, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const now = needs.clock.now();
      const posting = await findPosting(needs, effect);
      if (posting === null) return planOf();
      const before = await needs.outgoing.findUnsentBefore(posting.stored);
      if (before !== null && now - posting.stored.comment.createdAt < orderMsMax) return goBehind(effect, before, now);
      const fixed = await fixContent(needs, posting);
      if (fixed === null) return { kind: 'retry', afterMs: albumMs, reason: 'overtaken' };
      return settle(needs, fixed, await attempt(needs, fixed, now), { item, now });
    });
}

/** Null when there is nothing to post any more: it is there, was refused, or its author was erased. */
async function findPosting({ outgoing, tickets, people }: CommentNeeds, effect: PostComment): Promise<Posting | null> {
  const stored = await outgoing.findById(effect.messageId);
  if (stored === null || stored.comment.content === null) return null;
  if (stored.comment.state === 'sent' || stored.comment.state === 'refused') return null;
  const author = await people.findById(stored.comment.authorId);
  const ticket = await tickets.findById(effect.ticketId);
  if (author === null) return null;
  return { effect, stored, content: stored.comment.content, author, number: ticket?.ticket.number ?? null };
}

/** An earlier one waits outside the lane, for its author's sign-in or the rest of its album. */
function goBehind(effect: PostComment, { comment }: StoredOutgoing, now: number): Plan {
  const afterMs = comment.state === 'collecting' ? albumMs : lookEveryMs;
  return planOf({ effects: [{ kind: 'delayed', dueAt: now + afterMs, effect }] });
}

/** From here on it says what it says: a marker stands for one text alone. Null: a part joined just now. */
async function fixContent({ ledger }: CommentNeeds, posting: Posting): Promise<Posting | null> {
  const { comment, version } = posting.stored;
  if (comment.state === 'sending') return posting;
  const fixed = { ...comment, state: 'sending' } as const;
  const change = { kind: 'save-outgoing', comment: fixed, expected: version } as const;
  const stored = await ledger.commit(planOf({ changes: [change] }), { kind: 'job', name: 'post-comment' });
  return stored === 'committed'
    ? { ...posting, stored: { ...posting.stored, comment: fixed, version: version + 1 } }
    : null;
}

async function attempt(needs: CommentNeeds, posting: Posting, now: number): Promise<Attempt> {
  const { content, number, author } = posting;
  if (number === null) return { kind: 'refused', reason: 'not-found', content };
  const found = await findToken(needs, author, now);
  switch (found.kind) {
    case 'token':
      return uploadAndPost(needs, { ...posting, number }, found.token);
    case 'session-ended':
      return found;
    case 'down':
    case 'unknown':
      return { kind: 'later', content, trouble: found };
  }
}

/** A file that nobody will have is left out, and the rest goes. */
async function uploadAndPost(
  needs: CommentNeeds,
  posting: Posting & { readonly number: string },
  token: string,
): Promise<Attempt> {
  const { id } = posting.stored.comment;
  let { content } = posting;
  for (let count = 0; count <= posting.content.parts.length; count += 1) {
    const parts = content.parts.filter(({ messageId }) => !content.withoutFile.includes(messageId));
    const { outcome, uploaded } = await uploadFiles(
      needs,
      { kind: 'token', token },
      { id, parts, uploaded: content.uploaded },
    );
    content = { ...content, uploaded };
    switch (outcome.kind) {
      case 'uploaded':
        return post(needs, posting, { token, content });
      case 'file-refused':
        content = { ...content, withoutFile: [...content.withoutFile, outcome.messageId] };
        break;
      case 'session-ended':
        return outcome;
      case 'down':
      case 'unknown':
        return { kind: 'later', content, trouble: outcome };
    }
  }
  throw new Error('More files were refused than there were.');
}

async function post(
  { writing, ids }: CommentNeeds,
  { stored: { comment }, number }: Posting & { readonly number: string },
  { token, content }: { readonly token: string; readonly content: OutgoingContent },
): Promise<Attempt> {
  const text = textOf(content);
  const files = content.uploaded;
  if (text === '' && files.length === 0) return { kind: 'refused', reason: 'no-files', content };
  const { id: message, visibility, language } = comment;
  // The marker makes it one comment; the key stands for one body, which says less once a file is left out.
  const key = ids.derive('comment', message, ...files.map(({ uploadId }) => uploadId));
  const answer = await writing.comment(token, { key, number, message, text, visibility, language, files });
  switch (answer.kind) {
    case 'commented':
      return { kind: 'posted', filesRefused: answer.filesRefused, content };
    case 'upload-missing': {
      const uploaded = withoutUpload(content.uploaded, answer.uploadId);
      return { kind: 'later', content: { ...content, uploaded }, trouble: again };
    }
    case 'file-forbidden': {
      const forbidden = content.parts.find(({ messageId }) => uploadIdOf(ids, message, messageId) === answer.uploadId);
      if (forbidden === undefined) return { kind: 'refused', reason: 'invalid', content };
      const uploaded = withoutUpload(content.uploaded, answer.uploadId);
      const withoutFile = [...content.withoutFile, forbidden.messageId];
      return { kind: 'later', content: { ...content, uploaded, withoutFile }, trouble: again };
    }
    case 'session-ended':
      return answer;
    case 'refused':
      return { kind: 'refused', reason: answer.reason === 'overtaken' ? 'invalid' : answer.reason, content };
    case 'down':
    case 'unknown':
      return { kind: 'later', content, trouble: answer };
  }
}

/** What is in the way is known by now: the next attempt goes without it. */
const again: GatewayTrouble = { kind: 'down', retryAfterMs: null };

function withoutUpload(uploaded: readonly UploadedFile[], missing: string | null): readonly UploadedFile[] {
  return missing === null ? [] : uploaded.filter(({ uploadId }) => uploadId !== missing);
}

async function settle(
  needs: CommentNeeds,
  posting: Posting,
  attempted: Attempt,
  { item, now }: { readonly item: OutboxItem; readonly now: number },
): Promise<Plan | Delivery> {
  switch (attempted.kind) {
    case 'posted':
      return planCommented(needs, posting, attempted, now);
    case 'refused':
      return planCommentRefused(posting, attempted, now);
    case 'session-ended':
      return (
        awaitSignIn(posting.effect, posting.author, { now, policy: needs.policy }) ??
        planCommentRefused(posting, { reason: 'session-ended', content: posting.content }, now)
      );
    case 'later': {
      const plan = planKept(posting, attempted.content, now);
      if (plan !== null) await needs.ledger.commit(plan, { kind: 'job', name: 'post-comment' });
      return retryLater(attempted.trouble, item);
    }
  }
}
