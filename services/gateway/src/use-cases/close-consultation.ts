import type { ConsultationClosing } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { CommentWriter } from '../ports/comment-writer.ts';
import type { Consultation, Consultations } from '../ports/consultations.ts';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { DialogueTexts } from '../ports/dialogue-texts.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import { grantLimits } from './grant-limits.ts';
import { namePeople } from './name-people.ts';
import type { PostCommentOnce } from './post-comment-once.ts';
import { type PostWordsOutcome, postWords } from './post-words.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { ticketEntry } from './ticket-entry.ts';
import { type GrantUse, useGrant } from './use-grant.ts';

export interface CloseConsultationPorts {
  readonly consultations: Consultations;
  readonly comments: DeskComments;
  readonly commentWriter: CommentWriter;
  readonly directory: Directory;
  readonly dialogues: DialogueTexts;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly post: PostCommentOnce;
}

export interface ConsultationToClose extends GrantUse {
  readonly closing: ConsultationClosing;
}

export type CloseConsultationOutcome =
  | { readonly kind: 'closed'; readonly commentId: string }
  | Refusal<'grant-refused' | 'directory-down'>
  | Extract<PostWordsOutcome, Refusal>;

/**
 * Writes the closing comment, for colleagues alone, or brings it to a newer revision. From the first on the grant lets
 * nothing be mirrored; what was written before a crash and not recorded is written over.
 */
export function closeConsultation(ports: CloseConsultationPorts) {
  return async (order: ConsultationToClose): Promise<CloseConsultationOutcome> => {
    const { closing } = order;
    const granted = await useGrant(ports, order);
    if (granted.kind === 'refused') return granted;
    const { consultation } = granted;
    const { id, closedRevision } = consultation;
    const known = await ports.comments.find(id);
    const isOld = closedRevision !== null && closedRevision >= closing.revision;
    if (isOld && known?.step.kind === 'posted') return { kind: 'closed', commentId: known.step.commentId };

    const people = await namePeople(ports, consultation);
    if (people.kind === 'refused') return people;
    const text = wordClosing(ports, consultation, closing, people.names);
    const posted = await postWords(ports.post, closingComment(consultation, text));
    if (posted.kind === 'refused') return posted;
    const mayDiffer = known !== null && known.step.kind !== 'intended';
    const unwritten = mayDiffer ? await rewrite(ports, consultation, posted.commentId, text) : null;
    if (unwritten) return unwritten;

    const expiresAt = ports.clock.now() + grantLimits.lifetimeAfterClosingMs;
    await ports.consultations.close(id, { revision: closing.revision, expiresAt });
    return { kind: 'closed', commentId: posted.commentId };
  };
}

/** One comment for all revisions: that its words change makes it no other. */
function closingComment({ id, number, employeeId }: Consultation, text: string): Parameters<typeof postWords>[1] {
  return {
    ...{ message: id, number, employeeId, consultation: id, visibility: 'internal', bodyDigest: id },
    text: () => text,
    entry: { act: 'consultation-closed', actor: { kind: 'service' }, reason: id },
  };
}

function wordClosing(
  { dialogues }: Pick<CloseConsultationPorts, 'dialogues'>,
  { employeeId }: Consultation,
  { participants, language, ...closing }: ConsultationClosing,
  names: ReadonlyMap<string, string>,
): string {
  const took = [employeeId, ...participants].flatMap((person) => names.get(person) ?? []);
  return dialogues.closing(language, { ...closing, names: [...new Set(took)] });
}

async function rewrite(
  { commentWriter, audit, clock }: CloseConsultationPorts,
  { number }: Consultation,
  commentId: string,
  text: string,
): Promise<Extract<CloseConsultationOutcome, Refusal> | null> {
  const outcome = await commentWriter.edit(number, commentId, text);
  if (outcome.kind === 'refused') return refuse(outcome.reason === 'not-found' ? 'not-found' : 'ticket-refused');
  if (outcome.kind !== 'edited') return refuseTrouble(outcome);
  const edited = { caller: { kind: 'service' }, number, act: 'comment-edited', reason: 'internal' } as const;
  await audit.append([ticketEntry(edited, clock.now())]);
  return null;
}
