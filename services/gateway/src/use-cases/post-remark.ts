import type { Remark } from '@desk/contract';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { PersonCaller, ServiceCaller } from './caller.ts';
import { hasBegunComment } from './has-begun-comment.ts';
import { mayComment, type TicketRights } from './policy.ts';
import type { PostCommentOnce } from './post-comment-once.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface PostRemarkPorts {
  readonly comments: DeskComments;
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
export function postRemark({ comments, post }: PostRemarkPorts) {
  return async ({ caller, number, remark, bodyDigest, rights }: RemarkToPost): Promise<RemarkRefusal | null> => {
    if (remark === null) return null;
    if (remark.text.trim() === '') return refuse('request-invalid');
    if (caller.kind === 'service') return refuse('not-permitted');
    const begun = { caller, number, message: remark.message, bodyDigest };
    if (!mayComment(caller.profile, rights, remark.visibility) && !(await hasBegunComment(comments, begun))) {
      return refuse('not-permitted');
    }
    const posted = await post({ author: caller, number, body: { ...remark, files: [] }, bodyDigest });
    if (posted.kind === 'posted') return null;
    const { code } = posted;
    // Only files are missing or forbidden, and a remark has none.
    return code === 'upload-missing' || code === 'file-forbidden' ? refuse('request-invalid') : { ...posted, code };
  };
}

export type PostRemark = ReturnType<typeof postRemark>;
