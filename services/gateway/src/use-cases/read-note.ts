import type { AnswerOf, GatewayEndpoints } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { CommentWriter } from '../ports/comment-writer.ts';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { isStaff, mayRead, takesPart } from './policy.ts';
import { recordReading } from './record-reading.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface ReadNotePorts {
  readonly reader: TicketReader;
  readonly comments: DeskComments;
  readonly commentWriter: CommentWriter;
  readonly directory: Directory;
  readonly texts: TicketTexts;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
}

export type ReadNoteOutcome =
  | { readonly kind: 'read'; readonly answer: AnswerOf<GatewayEndpoints['readNote']>['body'] }
  | Refusal<'not-permitted' | 'not-found' | 'tracker-down'>;

/**
 * What somebody wrote through the desk for colleagues alone, to one of those who work on the ticket. Whatever came into
 * the tracker in another way stays there.
 */
export function readNote(ports: ReadNotePorts) {
  return async (caller: PersonCaller, number: string, message: string): Promise<ReadNoteOutcome> => {
    const { reader, comments, commentWriter, texts, weigh } = ports;
    const read = await reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { rights } = await weigh(read.ticket, caller);
    const permitted = mayRead(caller.profile, rights) && isStaff(caller.profile, rights);
    if (!permitted || !takesPart(caller.profile, rights)) await recordReading(ports, caller, number, permitted);
    if (!permitted) return refuse('not-permitted');

    const known = await comments.find(message);
    if (known === null || known.number !== number || known.step.kind !== 'posted') return refuse('not-found');
    if (known.visibility !== 'internal' || known.consultation !== null) return refuse('not-found');
    const said = await commentWriter.readBack(number, known.step.commentId, message);
    if (said.kind !== 'read') return refuseTrouble(said);
    const authorName = await nameOf(ports, known.employeeId);
    return { kind: 'read', answer: { note: { authorName, text: texts.unsignComment(said.text) } } };
  };
}

async function nameOf({ directory }: ReadNotePorts, employeeId: string): Promise<string | null> {
  const found = await directory.findById(employeeId);
  return found.kind === 'found' ? found.entry.displayName : null;
}
