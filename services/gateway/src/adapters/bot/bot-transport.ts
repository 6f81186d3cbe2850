import { createFetchTransport, type Fetch, type Transport } from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import type { Clock } from '../../ports/system.ts';

export interface BotAddress {
  readonly baseUrl: string;
  readonly signer: RequestSigner;
  readonly clock: Clock;
  /** How connections are made; left out: without TLS of our own. */
  readonly fetch?: Fetch | undefined;
}

const answerBytesMax = 64 * 1024;

/** The way to the bot's private listener: every request signed, none waited for longer than `timeoutMs`. */
export function createBotTransport({ baseUrl, signer, clock, fetch }: BotAddress, timeoutMs: number): Transport {
  return createFetchTransport({
    baseUrl,
    sign: (request) => signer.sign(request, clock.now()),
    timeoutMs,
    uploadTimeoutMs: timeoutMs,
    answerBytesMax,
    fetch,
  });
}
