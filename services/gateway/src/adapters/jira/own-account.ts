import { z } from 'zod';
import type { TrackerAccount } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import type { JiraAnswer } from './transport.ts';

/** The service account. JQL takes dates in its time zone. */
export interface OwnAccount {
  readonly account: TrackerAccount | null;
  readonly timeZone: string;
}

export type ReadOwnAccount = () => Promise<JiraAnswer<OwnAccount>>;

const countsMs = 60 * 60_000;

const Myself = z.object({
  timeZone: z.string().min(1),
  accountId: z.string().optional(),
  name: z.string().optional(),
});

/** Asks Jira who we are, and remembers it for an hour. */
export function createOwnAccount({ transport, flavour }: JiraContext, now: () => number): ReadOwnAccount {
  let known: { readonly own: OwnAccount; readonly readAt: number } | null = null;

  return async () => {
    if (known && now() - known.readAt < countsMs) return { kind: 'answered', value: known.own };
    const myself = await transport.send({
      name: 'read own account',
      effect: 'reads',
      method: 'GET',
      path: `${flavour.api}/myself`,
      answer: Myself,
    });
    if (myself.kind !== 'answered') return myself;
    const own = { account: myself.value[flavour.personKey] ?? null, timeZone: myself.value.timeZone };
    known = { own, readAt: now() };
    return { kind: 'answered', value: own };
  };
}
