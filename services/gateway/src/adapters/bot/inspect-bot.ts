import { botEndpoints, type Fetch, Problem } from '@desk/contract';
import { observeFetch, type PeerFacts } from '@desk/doctor';
import { type BotAddress, createBotTransport } from './bot-transport.ts';

const timeoutMs = 8_000;

/** Tells the bot no events at all, signed: what it answers says whether it would have believed any. */
export async function inspectBot(bot: BotAddress): Promise<PeerFacts> {
  const way: Fetch = bot.fetch ?? globalThis.fetch;
  const observed = observeFetch(way);
  const transport = createBotTransport({ ...bot, fetch: observed.fetch }, timeoutMs);
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
