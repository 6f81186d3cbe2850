import { createHash } from 'node:crypto';
import { headers } from '@desk/contract';
import type { TicketDesk } from '../../ports/gateway-desk.ts';
import type { GatewayClient } from './gateway-client.ts';
import { credentials, troubleOf } from './gateway-trouble.ts';

/** Files that people sent to the chat; Telegram keeps them, the DMZ only lets them pass. */
export interface SentFiles {
  open(telegramFileId: string): Promise<
    | { readonly kind: 'opened'; readonly content: ReadableStream<Uint8Array> }
    | { readonly kind: 'too-large' }
    /** Telegram no longer has it. */
    | { readonly kind: 'gone' }
    | { readonly kind: 'down'; readonly retryAfterMs: number | null }
  >;
}

/** Passes a file from Telegram to the gateway's spool without keeping it; both ends must agree on its hash. */
export async function uploadFile(
  gateway: GatewayClient,
  sentFiles: SentFiles,
  ...[authority, { uploadId, telegramFileId, name }]: Parameters<TicketDesk['upload']>
): Promise<Awaited<ReturnType<TicketDesk['upload']>> | { readonly kind: 'grant-refused' }> {
  const sent = await sentFiles.open(telegramFileId);
  if (sent.kind === 'down') return sent;
  if (sent.kind !== 'opened') return { kind: 'file-refused', reason: sent.kind };

  const { content, digest } = hashing(sent.content);
  const outcome = await gateway.putUpload({
    params: { uploadId },
    body: content,
    headers: { [headers.fileName]: encodeURIComponent(name) },
    ...credentials(authority),
  });
  if (outcome.kind === 'answered') {
    const { bytes, sha256 } = outcome.body;
    // What arrived is not what left: the same upload id may be sent again and replaces it.
    if (sha256 !== digest()) return { kind: 'unknown', retryAfterMs: null };
    return { kind: 'uploaded', file: { uploadId, name, bytes, sha256 } };
  }
  if (outcome.kind === 'refused') {
    const { code } = outcome.problem;
    if (code === 'session-ended' || code === 'grant-refused') return { kind: code };
    if (code === 'file-too-large') return { kind: 'file-refused', reason: 'too-large' };
    if (code === 'file-forbidden') return { kind: 'file-refused', reason: 'forbidden' };
  }
  return troubleOf(outcome);
}

/** The same bytes, and their SHA-256 (hex) once all have passed. */
function hashing(source: ReadableStream<Uint8Array>) {
  const hash = createHash('sha256');
  const content = source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        hash.update(chunk);
        controller.enqueue(chunk);
      },
    }),
  );
  return { content, digest: () => hash.digest('hex') };
}
