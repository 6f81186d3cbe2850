import type { Logger } from '@desk/logging';
import type { FailureCause, HandleDeadLetter, InboxItem } from '../../ports/inbox.ts';
import type { InboxLanes } from '../../ports/lanes.ts';
import type { Clock } from '../../ports/system.ts';
import type { LeaseHolder } from './hold-leases.ts';
import { judgeFailures } from './judge-failures.ts';
import { DeadlinePassed, withinDeadline } from './within-deadline.ts';

/** What a lane does next. */
export type Step = 'next' | 'stop';

export interface FailureNeeds {
  readonly inbox: InboxLanes;
  readonly leases: LeaseHolder;
  readonly handleDeadLetter: HandleDeadLetter;
  readonly isDatabaseFailure: (error: unknown) => boolean;
  readonly wakeAfter: (lane: string, delayMs: number) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Failures {
  causeOf(error: unknown): FailureCause;
  /** Handling an arrival has failed: it is tried again, or set aside. */
  endure(item: InboxItem, cause: FailureCause): Promise<Step>;
  /** Tells its sender and gives it up. */
  setAside(item: InboxItem): Promise<Step>;
}

const tellMsMax = 60_000;

/** What becomes of arrivals that fail. Their senders are to hear of it: a database that is away is waited for there too. */
export function endureFailures(needs: FailureNeeds): Failures {
  const { inbox, leases, handleDeadLetter, wakeAfter, clock, log } = needs;

  function causeOf(error: unknown): FailureCause {
    return error instanceof DeadlinePassed || needs.isDatabaseFailure(error) ? 'infrastructure' : 'defect';
  }

  async function tryAgain(item: InboxItem, cause: FailureCause): Promise<Step | 'set-aside'> {
    const noted = await inbox.noteFailure(item, cause, clock.now());
    if (noted === 'gone') return 'next';
    const verdict = judgeFailures(cause, noted);
    if (verdict.kind === 'set-aside') return 'set-aside';
    // A handler that outlived its deadline may still commit: under a new epoch it cannot.
    await leases.giveUp(item.lane);
    wakeAfter(item.lane, verdict.afterMs);
    return 'stop';
  }

  async function setAside(item: InboxItem): Promise<Step> {
    log.error('An arrival is set aside', { source: item.source, sourceId: item.sourceId });
    try {
      const outcome = await withinDeadline(handleDeadLetter(item), tellMsMax);
      if (outcome === 'committed') return 'next';
    } catch (error) {
      log.error('Nobody could be told of an arrival set aside', { sourceId: item.sourceId, error });
      const step = causeOf(error) === 'infrastructure' ? await tryAgain(item, 'infrastructure') : 'set-aside';
      if (step !== 'set-aside') return step;
    }
    await inbox.bury(item);
    return 'next';
  }

  return {
    causeOf,
    async endure(item, cause) {
      const step = await tryAgain(item, cause);
      return step === 'set-aside' ? setAside(item) : step;
    },
    setAside,
  };
}
