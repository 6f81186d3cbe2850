import type { assignTicket } from '../../use-cases/assign-ticket.ts';
import type { endSession } from '../../use-cases/end-session.ts';
import type { fileTicket } from '../../use-cases/file-ticket.ts';
import type { listChanges } from '../../use-cases/list-changes.ts';
import type { moveTicket } from '../../use-cases/move-ticket.ts';
import type { openSession } from '../../use-cases/open-session.ts';
import type { readService } from '../../use-cases/read-service.ts';
import type { readTicket } from '../../use-cases/read-ticket.ts';
import type { readWorkload } from '../../use-cases/read-workload.ts';
import type { receiveUpload } from '../../use-cases/receive-upload.ts';
import type { renewSession } from '../../use-cases/renew-session.ts';
import type { storeAuditSegment } from '../../use-cases/store-audit-segment.ts';

/** What the contract's edge may ask for. */
export interface UseCases {
  readonly openSession: ReturnType<typeof openSession>;
  readonly renewSession: ReturnType<typeof renewSession>;
  readonly endSession: ReturnType<typeof endSession>;
  readonly receiveUpload: ReturnType<typeof receiveUpload>;
  readonly fileTicket: ReturnType<typeof fileTicket>;
  readonly readTicket: ReturnType<typeof readTicket>;
  readonly assignTicket: ReturnType<typeof assignTicket>;
  readonly moveTicket: ReturnType<typeof moveTicket>;
  readonly listChanges: ReturnType<typeof listChanges>;
  readonly readWorkload: ReturnType<typeof readWorkload>;
  readonly storeAuditSegment: ReturnType<typeof storeAuditSegment>;
  readonly readService: ReturnType<typeof readService>;
}
