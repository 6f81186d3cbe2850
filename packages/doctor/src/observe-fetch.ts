import type { WebTrouble } from './judge-peer.ts';

/** What was seen of the last call that went through `fetch`. */
export interface ObservedFetch<Call extends readonly unknown[]> {
  readonly fetch: (...call: Call) => Promise<Response>;
  /** How far the clock of whoever answered is before ours, to about a second; null where it did not say. */
  aheadMs(): number | null;
  /** Why no answer came; null where one did. */
  trouble(): WebTrouble | null;
}

/** A `fetch`, looked at from the side: for what a client of the contract has no use for. */
export function observeFetch<Call extends readonly unknown[]>(
  fetch: (...call: Call) => Promise<Response>,
): ObservedFetch<Call> {
  let aheadMs: number | null = null;
  let trouble: WebTrouble | null = null;
  return {
    async fetch(...call) {
      const sentAt = Date.now();
      try {
        const response = await fetch(...call);
        aheadMs = clockAhead(response.headers.get('date'), sentAt, Date.now());
        return response;
      } catch (error) {
        trouble = webTroubleOf(error);
        throw error;
      }
    },
    aheadMs: () => aheadMs,
    trouble: () => trouble,
  };
}

/** By the header `Date`, which counts whole seconds: half a second is added for what it leaves out. */
export function clockAhead(date: string | null | undefined, sentAt: number, answeredAt: number): number | null {
  const there = Date.parse(date ?? '');
  return Number.isNaN(there) ? null : there + 500 - (sentAt + answeredAt) / 2;
}

/** What a failed connection means, by the codes that Node gives it and what caused it. */
export function webTroubleOf(error: unknown): WebTrouble {
  const codes = codesOf(error);
  const known = codes.flatMap((code) => troubles.get(code) ?? [])[0];
  if (known) return known;
  if (codes.some((code) => /CERT|SIGNATURE|TLS|SSL|ISSUER|ERR_PEER_NOT_CONNECTED/.test(code))) return 'certificate';
  return error instanceof Error && error.name === 'TimeoutError' ? 'no-answer' : 'other';
}

const causesMax = 5;

function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  let at = error;
  for (let depth = 0; depth < causesMax && at instanceof Error; depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    at = at.cause;
  }
  return codes;
}

const troubles: ReadonlyMap<string, WebTrouble> = new Map([
  ['ENOTFOUND', 'host-unknown'],
  ['EAI_AGAIN', 'host-unknown'],
  ['ECONNREFUSED', 'nobody-listens'],
  ['EHOSTUNREACH', 'no-answer'],
  ['ENETUNREACH', 'no-answer'],
  ['ETIMEDOUT', 'no-answer'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no-answer'],
  ['UND_ERR_HEADERS_TIMEOUT', 'no-answer'],
]);
