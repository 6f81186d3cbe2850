import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketLooks, TrackerDownload } from '../ports/ticket-looks.ts';
import type { PersonCaller } from './caller.ts';
import { isStaff, mayRead, takesPart } from './policy.ts';
import { recordReading } from './record-reading.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface ReadFilePorts {
  readonly looks: TicketLooks;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly weigh: WeighTicket;
}

export type ReadFileOutcome =
  | { readonly kind: 'opened'; readonly file: TrackerDownload }
  | Refusal<'not-permitted' | 'not-found' | 'file-too-large' | 'tracker-down'>;

/** A file of a ticket, as it comes: for customers one that was sent with it or is shown by a public comment. */
export function readFile(ports: ReadFilePorts) {
  return async (caller: PersonCaller, number: string, fileId: string): Promise<ReadFileOutcome> => {
    const { looks, weigh } = ports;
    const shown = await looks.readShown(number);
    if (shown.kind !== 'read') return refuseTrouble(shown);
    const { rights } = await weigh(shown.ticket, caller);
    const permitted = mayRead(caller.profile, rights);
    if (!takesPart(caller.profile, rights)) await recordReading(ports, caller, number, permitted);
    if (!permitted) return refuse('not-permitted');

    if (!isStaff(caller.profile, rights) && !shown.fileIds.has(fileId)) return refuse('not-found');
    const opened = await looks.openFile(number, fileId);
    if (opened.kind === 'opened') return opened;
    if (opened.kind === 'refused' && opened.reason === 'too-large') return refuse('file-too-large');
    return refuseTrouble(opened);
  };
}
