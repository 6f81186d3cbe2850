import type { Remark } from '@desk/contract';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { PersonCaller, ServiceCaller } from './caller.ts';
import { hasBegunComment } from './has-begun-comment.ts';
import { mayComment, type TicketRights } from './policy.ts';
import type { PostCommentOnce } from './post-comment-once.ts';
import { postWords } from './post-words.ts';
import { type Refusal, refuse } from './refusal.ts';
import { wordComment } from './word-comment.ts';

export interface PostRemarkPorts {
  readonly comments: DeskComments;
  readonly texts: TicketTexts;
  readonly post: PostCommentOnce;
}

export interface RemarkToPost {
  readonly caller: PersonCaller | ServiceCaller;
  readonly number: string;
  readonly remark: Remark | null;
  /** Of the change it goes with: the same remark belongs to one change alone. */
  readonly bodyDigest: string;
  readonly rights: TicketRights;
}

type RemarkRefusal = Refusal<
  'request-invalid' | 'not-permitted' | 'not-found' | 'key-reused' | 'ticket-refused' | 'still-working' | 'tracker-down'
>;

/** The words that go with a change, written before it, once. Null: they are there, or there were none. */
export function postRemark({ comments, texts, post }: PostRemarkPorts) {
  return async ({ caller, number, remark, bodyDigest, rights }: RemarkToPost): Promise<RemarkRefusal | null> => {
    if (remark === null) return null;
    if (remark.text.trim() === '') return refuse('request-invalid');
    if (caller.kind === 'service') return refuse('not-permitted');
    const begun = { caller, number, message: remark.message, bodyDigest };
    if (!mayComment(caller.profile, rights, remark.visibility) && !(await hasBegunComment(comments, begun))) {
      return refuse('not-permitted');
    }
    const words = wordComment(texts, { author: caller, number, body: { ...remark, files: [] }, bodyDigest });
    const posted = await postWords(post, words);
    return posted.kind === 'posted' ? null : posted;
  };
}

export type PostRemark = ReturnType<typeof postRemark>;
