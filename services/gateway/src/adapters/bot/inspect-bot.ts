import { botEndpoints, createFetchTransport, type Fetch, Problem } from '@desk/contract';
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
  const { method, path } = botEndpoints.deliverEvents;
  const body = new TextEncoder().encode(JSON.stringify({ events: [] }));
  const answer = await transport({ method, path, headers: { 'content-type': 'application/json' }, body });
  if (answer.kind !== 'answered') return { kind: 'away', trouble: observed.trouble() ?? 'other' };
  return readAnswer(answer, observed.aheadMs());
}

/** A bot that wants at least one event has read the signature before it misses it. */
function readAnswer({ status, body }: { readonly status: number; readonly body: Uint8Array }, aheadMs: number | null) {
  if (status === 202) return { kind: 'accepted', aheadMs } as const;
  const problem = Problem.safeParse(parseJson(body));
  if (!problem.success) return { kind: 'somebody-else', status } as const;
  switch (problem.data.code) {
    case 'signature-refused':
      return { kind: 'signature-refused', aheadMs } as const;
    case 'request-invalid':
      return { kind: 'accepted', aheadMs } as const;
    default:
      return { kind: 'busy' } as const;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
