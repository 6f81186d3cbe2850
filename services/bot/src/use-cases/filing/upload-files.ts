import type { Draft, DraftPart } from '@desk/domain';
import type { FileLine } from '../../ports/file-line.ts';
import type { Authority, GatewayTrouble, TicketDesk, UploadedFile } from '../../ports/gateway-desk.ts';
import type { Ids } from '../../ports/system.ts';
import { uploadIdOf } from './tell-files-left-out.ts';

export type UploadOutcome =
  | { readonly kind: 'uploaded' }
  | {
      readonly kind: 'file-refused';
      readonly messageId: number;
      readonly file: FileLine;
      readonly reason: 'file-too-large' | 'file-forbidden' | 'file-gone';
    }
  | { readonly kind: 'session-ended' }
  | GatewayTrouble;

/**
 * Brings the files of what a person sends into the gateway's spool, one after another, so that one person's ten files never fill
 * the line. Every file has the same upload id at every attempt; what is there already is not sent again.
 */
export async function uploadFiles(
  { desk, ids }: { readonly desk: TicketDesk; readonly ids: Ids },
  authority: Authority,
  sent: Pick<Draft, 'parts'> & { readonly id: string; readonly uploaded: readonly UploadedFile[] },
): Promise<{ readonly outcome: UploadOutcome; readonly uploaded: readonly UploadedFile[] }> {
  const uploaded: UploadedFile[] = [];
  for (const { messageId, file } of sent.parts) {
    if (file === null) continue;
    const uploadId = uploadIdOf(ids, sent.id, messageId);
    const before = sent.uploaded.find((other) => other.uploadId === uploadId);
    if (before) {
      uploaded.push(before);
      continue;
    }
    const { telegramFileId, name } = file;
    const answer = await desk.upload(authority, { uploadId, telegramFileId, name });
    if (answer.kind !== 'uploaded') return { outcome: refusalOf(answer, messageId, file), uploaded };
    uploaded.push(answer.file);
  }
  return { outcome: { kind: 'uploaded' }, uploaded };
}

type Failed = Exclude<Awaited<ReturnType<TicketDesk['upload']>>, { readonly kind: 'uploaded' }>;

function refusalOf(answer: Failed, messageId: number, { kind, name }: NonNullable<DraftPart['file']>): UploadOutcome {
  if (answer.kind !== 'file-refused') return answer;
  return { kind: 'file-refused', messageId, file: { kind, name }, reason: reasons[answer.reason] };
}

const reasons = {
  'too-large': 'file-too-large',
  forbidden: 'file-forbidden',
  gone: 'file-gone',
} as const;
