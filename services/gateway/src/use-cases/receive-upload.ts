import type { AuditLog } from '../ports/audit-log.ts';
import type { Consultations } from '../ports/consultations.ts';
import type { Clock } from '../ports/system.ts';
import type { Upload, Uploads } from '../ports/uploads.ts';
import type { ConsultationCaller, PersonCaller } from './caller.ts';
import { grantLimits } from './grant-limits.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseGrant } from './use-grant.ts';

export interface ReceiveUploadPorts {
  readonly uploads: Uploads;
  readonly consultations: Consultations;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly fileBytesMax: number;
}

export interface IncomingFile {
  readonly uploadId: string;
  readonly name: string;
  readonly content: ReadableStream<Uint8Array>;
}

export type ReceiveUploadOutcome =
  | { readonly kind: 'received'; readonly upload: Upload }
  | Refusal<'grant-refused' | 'file-too-large' | 'file-forbidden' | 'overloaded' | 'request-invalid'>;

/**
 * Takes a file into the spool. Nobody sees it there until a signed call declares it, with its digest. What comes under
 * a consultation's grant is the employee's, and counts against the grant.
 */
export function receiveUpload(ports: ReceiveUploadPorts) {
  return async (
    caller: PersonCaller | ConsultationCaller,
    { uploadId, name, content }: IncomingFile,
  ): Promise<ReceiveUploadOutcome> => {
    const { uploads, clock, fileBytesMax } = ports;
    if (caller.kind === 'consultation' && caller.consultation.closedRevision !== null) {
      return refuseGrant(ports, caller, 'upload-after-closing');
    }
    const { employeeId } = caller.kind === 'person' ? caller.profile : caller.consultation;
    const outcome = await uploads.receive(
      { id: uploadId, employeeId, name, bytesMax: fileBytesMax, content },
      clock.now(),
    );
    if (outcome.kind === 'received') return caller.kind === 'person' ? outcome : count(caller, outcome);
    switch (outcome.reason) {
      case 'too-large':
        return refuse('file-too-large', { uploadId });
      case 'forbidden':
        await note(employeeId, outcome.fault);
        return refuse('file-forbidden', { uploadId });
      case 'unchecked':
        return refuse('overloaded', { retryAfterSeconds: 30 });
      case 'busy':
        return refuse('overloaded', { retryAfterSeconds: 60 });
      case 'interrupted':
        return refuse('request-invalid', { uploadId });
    }
  };

  /** What somebody tried to bring in is worth a look by a reviewer. */
  async function note(employeeId: string, reason: string): Promise<void> {
    const actor = { kind: 'person', id: employeeId } as const;
    const refused = { act: 'file-refused', outcome: 'refused', on: null } as const;
    await ports.audit.append([{ ...refused, actor, reason, at: ports.clock.now() }]);
  }

  async function count(
    caller: ConsultationCaller,
    received: { readonly kind: 'received'; readonly upload: Upload },
  ): Promise<ReceiveUploadOutcome> {
    const { id, bytes } = received.upload;
    const spent = await ports.consultations.spend(caller.consultation.id, { id, messages: 0, bytes }, grantLimits.most);
    if (spent === 'spent') return received;
    await ports.uploads.remove([id]);
    return refuseGrant(ports, caller, 'upload-too-much');
  }
}
