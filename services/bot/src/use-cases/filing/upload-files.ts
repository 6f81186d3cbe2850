import type { Draft, DraftPart } from '@desk/domain';
import type { Authority, GatewayTrouble, TicketDesk, UploadedFile } from '../../ports/gateway-desk.ts';
import type { FileLine } from '../../ports/screen.ts';
import type { Ids } from '../../ports/system.ts';
import { uploadIdOf } from './tell-files-left-out.ts';

export type UploadOutcome =
  | { readonly kind: 'uploaded' }
  | {
      readonly kind: 'file-refused';
      readonly file: FileLine;
      readonly reason: 'file-too-large' | 'file-forbidden' | 'file-gone';
    }
  | { readonly kind: 'session-ended' }
  | GatewayTrouble;

/**
 * Brings the files of a draft into the gateway's spool, one after another, so that one person's ten files never fill
 * the line. Every file has the same upload id at every attempt; what is there already is not sent again.
 */
export async function uploadFiles(
  { desk, ids }: { readonly desk: TicketDesk; readonly ids: Ids },
  authority: Authority,
  filing: { readonly ticketId: string; readonly draft: Draft; readonly uploaded: readonly UploadedFile[] },
): Promise<{ readonly outcome: UploadOutcome; readonly uploaded: readonly UploadedFile[] }> {
  const uploaded: UploadedFile[] = [];
  for (const { messageId, file } of filing.draft.parts) {
    if (file === null) continue;
    const uploadId = uploadIdOf(ids, filing.ticketId, messageId);
    const before = filing.uploaded.find((other) => other.uploadId === uploadId);
    if (before) {
      uploaded.push(before);
      continue;
    }
    const { telegramFileId, name } = file;
    const answer = await desk.upload(authority, { uploadId, telegramFileId, name });
    if (answer.kind !== 'uploaded') return { outcome: refusalOf(answer, file), uploaded };
    uploaded.push(answer.file);
  }
  return { outcome: { kind: 'uploaded' }, uploaded };
}

type Failed = Exclude<Awaited<ReturnType<TicketDesk['upload']>>, { readonly kind: 'uploaded' }>;

function refusalOf(answer: Failed, { kind, name }: NonNullable<DraftPart['file']>): UploadOutcome {
  if (answer.kind !== 'file-refused') return answer;
  return { kind: 'file-refused', file: { kind, name }, reason: reasons[answer.reason] };
}

const reasons = {
  'too-large': 'file-too-large',
  forbidden: 'file-forbidden',
  gone: 'file-gone',
} as const;
