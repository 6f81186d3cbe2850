import type { Clock } from '../ports/system.ts';
import type { Upload, Uploads } from '../ports/uploads.ts';
import type { PersonCaller } from './caller.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface ReceiveUploadPorts {
  readonly uploads: Uploads;
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
  | Refusal<'file-too-large' | 'file-forbidden' | 'overloaded' | 'request-invalid'>;

/** Takes a file into the spool. Nobody sees it there until a signed call declares it, with its digest. */
export function receiveUpload({ uploads, clock, fileBytesMax }: ReceiveUploadPorts) {
  return async (caller: PersonCaller, { uploadId, name, content }: IncomingFile): Promise<ReceiveUploadOutcome> => {
    const { employeeId } = caller.profile;
    const outcome = await uploads.receive(
      { id: uploadId, employeeId, name, bytesMax: fileBytesMax, content },
      clock.now(),
    );
    if (outcome.kind === 'received') return outcome;
    switch (outcome.reason) {
      case 'too-large':
        return refuse('file-too-large', { uploadId });
      case 'forbidden':
        return refuse('file-forbidden', { uploadId });
      case 'busy':
        return refuse('overloaded', { retryAfterSeconds: 60 });
      case 'interrupted':
        return refuse('request-invalid', { uploadId });
    }
  };
}
