import { z } from 'zod';
import type { TrackerAccount } from '../../ports/tracker.ts';
import type { OpenProjectAnswer, OpenProjectTransport } from './transport.ts';

export type ReadOwnAccount = () => Promise<OpenProjectAnswer<TrackerAccount>>;

const countsMs = 60 * 60_000;

const Myself = z.object({ id: z.int().min(1) });

/** Asks OpenProject who we are, and remembers it for an hour. */
export function createOwnAccount(transport: OpenProjectTransport, now: () => number): ReadOwnAccount {
  let known: { readonly account: TrackerAccount; readonly readAt: number } | null = null;

  return async () => {
    if (known && now() - known.readAt < countsMs) return { kind: 'answered', value: known.account };
    const myself = await transport.send({
      name: 'read own account',
      effect: 'reads',
      method: 'GET',
      path: '/users/me',
      answer: Myself,
    });
    if (myself.kind !== 'answered') return myself;
    known = { account: String(myself.value.id), readAt: now() };
    return { kind: 'answered', value: known.account };
  };
}
