import type { addComment } from '../../use-cases/add-comment.ts';
import type { addParticipant } from '../../use-cases/add-participant.ts';
import type { assignTicket } from '../../use-cases/assign-ticket.ts';
import type { editComment } from '../../use-cases/edit-comment.ts';
import type { endSession } from '../../use-cases/end-session.ts';
import type { fileTicket } from '../../use-cases/file-ticket.ts';
import type { ForwardHook } from '../../use-cases/forward-hook.ts';
import type { listChanges } from '../../use-cases/list-changes.ts';
import type { lookAtTickets } from '../../use-cases/look-at-tickets.ts';
import type { moveTicket } from '../../use-cases/move-ticket.ts';
import type { openSession } from '../../use-cases/open-session.ts';
import type { prioritiseTicket } from '../../use-cases/prioritise-ticket.ts';
import type { readComment } from '../../use-cases/read-comment.ts';
import type { readFile } from '../../use-cases/read-file.ts';
import type { readService } from '../../use-cases/read-service.ts';
import type { readTicket } from '../../use-cases/read-ticket.ts';
import type { readWorkload } from '../../use-cases/read-workload.ts';
import type { receiveUpload } from '../../use-cases/receive-upload.ts';
import type { renewSession } from '../../use-cases/renew-session.ts';
import type { storeAuditSegment } from '../../use-cases/store-audit-segment.ts';
import type { transferTicket } from '../../use-cases/transfer-ticket.ts';

/** What the contract's edge may ask for. */
export interface UseCases {
  readonly openSession: ReturnType<typeof openSession>;
  readonly renewSession: ReturnType<typeof renewSession>;
  readonly endSession: ReturnType<typeof endSession>;
  readonly receiveUpload: ReturnType<typeof receiveUpload>;
  readonly fileTicket: ReturnType<typeof fileTicket>;
  readonly readTicket: ReturnType<typeof readTicket>;
  readonly readComment: ReturnType<typeof readComment>;
  readonly readFile: ReturnType<typeof readFile>;
  readonly assignTicket: ReturnType<typeof assignTicket>;
  readonly moveTicket: ReturnType<typeof moveTicket>;
  readonly prioritiseTicket: ReturnType<typeof prioritiseTicket>;
  readonly transferTicket: ReturnType<typeof transferTicket>;
  readonly addParticipant: ReturnType<typeof addParticipant>;
  readonly addComment: ReturnType<typeof addComment>;
  readonly editComment: ReturnType<typeof editComment>;
  readonly listChanges: ReturnType<typeof listChanges>;
  readonly lookAtTickets: ReturnType<typeof lookAtTickets>;
  readonly forwardHook: ForwardHook;
  readonly readWorkload: ReturnType<typeof readWorkload>;
  readonly storeAuditSegment: ReturnType<typeof storeAuditSegment>;
  readonly readService: ReturnType<typeof readService>;
}
