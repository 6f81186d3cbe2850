import { botEndpoints, createContractClient, createFetchTransport, type Fetch } from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import { observeFetch, type PeerFacts } from '@desk/doctor';
import type { Clock } from '../../ports/system.ts';

export interface BotToInspect {
  readonly baseUrl: string;
  readonly signer: RequestSigner;
  readonly clock: Clock;
  /** How connections are made; left out: without TLS of our own. */
  readonly fetch?: Fetch | undefined;
}

const timeoutMs = 8_000;
const answerBytesMax = 64 * 1024;

/** Tells the bot no events at all, signed: what it answers says whether it would have believed any. */
export async function inspectBot({ baseUrl, signer, clock, fetch }: BotToInspect): Promise<PeerFacts> {
  const way: Fetch = fetch ?? globalThis.fetch;
  const observed = observeFetch(way);
  const transport = createFetchTransport({
    baseUrl,
    sign: (request) => signer.sign(request, clock.now()),
    timeoutMs,
    uploadTimeoutMs: timeoutMs,
    answerBytesMax,
    fetch: observed.fetch,
  });
  const outcome = await createContractClient(botEndpoints, transport).deliverEvents({ body: { events: [] } });
  const aheadMs = observed.aheadMs();
  switch (outcome.kind) {
    case 'answered':
      return { kind: 'accepted', aheadMs };
    case 'refused':
      if (outcome.problem.code === 'signature-refused') return { kind: 'signature-refused', aheadMs };
      // An earlier bot has read the signature before it misses the events.
      return outcome.problem.code === 'request-invalid' ? { kind: 'accepted', aheadMs } : { kind: 'busy' };
    case 'misunderstood':
      return { kind: 'somebody-else', status: outcome.status };
    case 'unreachable':
      return { kind: 'away', trouble: observed.trouble() ?? 'other' };
  }
}
