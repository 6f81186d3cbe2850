import type { AuditLog } from '../ports/audit-log.ts';
import type { CommentWriter } from '../ports/comment-writer.ts';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { PersonCaller } from './caller.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry, ticketEntry } from './ticket-entry.ts';

export interface EditCommentPorts {
  readonly comments: DeskComments;
  readonly commentWriter: CommentWriter;
  readonly texts: TicketTexts;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface CommentToEdit {
  readonly caller: PersonCaller;
  readonly number: string;
  readonly message: string;
  readonly text: string;
}

export type EditCommentOutcome =
  | { readonly kind: 'edited'; readonly commentId: string }
  | Refusal<'request-invalid' | 'not-permitted' | 'not-found' | 'ticket-refused' | 'still-working' | 'tracker-down'>;

/** Other words for what a person wrote through the desk: theirs alone, and nobody else's business. */
export function editComment({ comments, commentWriter, texts, audit, clock }: EditCommentPorts) {
  return async ({ caller, number, message, text }: CommentToEdit): Promise<EditCommentOutcome> => {
    if (text.trim() === '') return refuse('request-invalid');
    const known = await comments.find(message);
    if (!known || known.number !== number || known.consultation !== null) return refuse('not-found');
    if (known.employeeId !== caller.profile.employeeId) {
      await audit.append([refusedEntry({ caller, number, reason: 'edit-comment' }, clock.now())]);
      return refuse('not-permitted');
    }
    // Its first words are still on their way.
    if (known.step.kind !== 'posted') return refuse('still-working', { retryAfterSeconds: 1 });

    const { commentId } = known.step;
    const signed = texts.signComment(caller.profile.displayName, text);
    const outcome = await commentWriter.edit(number, commentId, signed);
    if (outcome.kind === 'refused') return refuse(outcome.reason === 'not-found' ? 'not-found' : 'ticket-refused');
    if (outcome.kind !== 'edited') return refuseTrouble(outcome);
    await audit.append([ticketEntry({ caller, number, act: 'comment-edited', reason: known.visibility }, clock.now())]);
    return { kind: 'edited', commentId };
  };
}
