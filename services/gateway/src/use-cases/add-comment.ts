import type { NewComment, TicketState } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { hasBegunComment } from './has-begun-comment.ts';
import { mayComment } from './policy.ts';
import type { PostCommentOnce } from './post-comment-once.ts';
import type { PresentTicket } from './present-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry } from './ticket-entry.ts';
import type { WeighTicket } from './weigh-ticket.ts';
import { wordComment } from './word-comment.ts';

export interface AddCommentPorts {
  readonly reader: TicketReader;
  readonly comments: DeskComments;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly texts: TicketTexts;
  readonly weigh: WeighTicket;
  readonly presentTicket: PresentTicket;
  readonly post: PostCommentOnce;
}

export interface CommentToAdd {
  readonly caller: PersonCaller;
  readonly number: string;
  readonly body: NewComment;
  readonly bodyDigest: string;
}

export type AddCommentOutcome =
  | {
      readonly kind: 'added';
      readonly commentId: string;
      readonly filesRefused: readonly string[];
      readonly ticket: TicketState;
    }
  | Refusal<'request-invalid'>
  | Extract<Awaited<ReturnType<PostCommentOnce>>, Refusal>;

/** Adds what a person says to a ticket, for colleagues alone or for everyone it is about. */
export function addComment(ports: AddCommentPorts) {
  return async ({ caller, number, body, bodyDigest }: CommentToAdd): Promise<AddCommentOutcome> => {
    if (body.text.trim() === '' && body.files.length === 0) return refuse('request-invalid');
    const read = await ports.reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { state, rights } = await ports.weigh(read.ticket, caller);
    const begun = { caller, number, message: body.message, bodyDigest };
    if (!mayComment(caller.profile, rights, body.visibility) && !(await hasBegunComment(ports.comments, begun))) {
      const reason = `comment-${body.visibility}`;
      await ports.audit.append([refusedEntry({ caller, number, reason }, ports.clock.now())]);
      return refuse('not-permitted');
    }
    const posted = await ports.post(wordComment(ports.texts, { author: caller, number, body, bodyDigest }));
    if (posted.kind === 'refused') return posted;
    const after = await ports.reader.read(number);
    const ticket = after.kind === 'read' ? await ports.presentTicket(after.ticket) : state;
    return { ...posted, kind: 'added', ticket };
  };
}
