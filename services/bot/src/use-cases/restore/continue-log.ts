import type { AuditLine, DeskFeeds } from '../../ports/gateway-desk.ts';
import type { RestoredLog } from '../../ports/restoring.ts';

interface Needs {
  readonly log: RestoredLog;
  readonly feeds: Pick<DeskFeeds, 'shipAudit'>;
}

export type LogOutcome =
  /** Both sides end with the same entry, or the gateway has less. */
  | { readonly kind: 'continues'; readonly entries: number }
  /** The gateway holds entries after this number that are not here. */
  | { readonly kind: 'behind'; readonly after: number }
  /** An entry of this number is another one inside: the log was changed, or this is no earlier point of it. */
  | { readonly kind: 'differs'; readonly number: number }
  | { readonly kind: 'broken'; readonly number: number }
  | { readonly kind: 'away' };

/**
 * The gateway holds what was written after the point: it goes back into the log, so that the log continues where it
 * ended, and nothing has to be explained away. Without those entries it would give their numbers to others, and the
 * gateway would refuse it as rewritten.
 */
export function continueLog({ log, feeds }: Needs) {
  return async (lines: readonly AuditLine[]): Promise<LogOutcome> => {
    const put = lines.length === 0 ? ({ kind: 'continued', entries: 0 } as const) : await log.putBack(lines);
    if (put.kind !== 'continued') return put;
    const head = await log.findHead();
    if (head === null) return { kind: 'continues', entries: 0 };
    // Repeating the last entry changes nothing inside, and tells how far it has come there.
    const answer = await feeds.shipAudit([head]);
    switch (answer.kind) {
      case 'acknowledged':
        return answer.upTo > head.number
          ? { kind: 'behind', after: head.number }
          : { kind: 'continues', entries: put.entries };
      case 'gap':
        return { kind: 'continues', entries: put.entries };
      case 'rewritten':
        return { kind: 'differs', number: head.number };
      case 'down':
      case 'unknown':
        return { kind: 'away' };
    }
  };
}
