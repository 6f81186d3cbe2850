import type { Logger } from '@desk/logging';
import type { InboxItem } from '../../ports/inbox.ts';
import type { FirstArrival, FirstEffect, InboxLanes, OutboxLanes } from '../../ports/lanes.ts';
import type { OutboxItem } from '../../ports/outbox.ts';
import type { LeaseHolder } from './hold-leases.ts';

export interface SuspicionNeeds {
  readonly inbox: InboxLanes;
  readonly leases: LeaseHolder;
  readonly log: Logger;
}

/** What a trial comes to before it begins. `set-aside`: its sender is told; `bury`: even that took a process down. */
export type Trial = 'handle' | 'set-aside' | 'bury' | 'gone';

export interface Suspicion {
  /** Whether an arrival must have the process to itself. */
  isSuspect(first: FirstArrival): Promise<boolean>;
  /** Counts the trial of a suspect, before anything is done with it. */
  beginTrial(item: InboxItem): Promise<Trial>;
}

const sharedSuspicionsMax = 2;
const trialsMax = 5;
/** Others are waited for on the way: whoever kills processes hits a delivery more often than an arrival. */
const effectTrialsMax = 10;

/**
 * Which arrivals take the process down, though nobody is left to count then, and a write before each arrival, which
 * would count for it, is too dear. Instead the heir of a lane that was not given back suspects the arrival that stood
 * first in it. Up to 31 others were in hand as well and died for nothing of theirs, so that such a suspicion is weak:
 * two of them at most are counted, and all they do is that the arrival is tried apart. A trial is counted before it
 * begins, which costs a write that hardly any arrival ever needs, and has the lanes to itself: no other trial, no other
 * arrival, nothing on its way out. So a process lost in a trial speaks against this arrival alone. Whoever kills
 * processes for other reasons would have to hit the milliseconds of one and the same arrival twice among others and
 * five times alone; then, and only then, its sender is told that it is set aside, and it stays as a dead letter.
 *
 * What really is deadly takes down 8 processes at most: 2 among others, 5 alone, and 1 more if even telling of it does.
 */
export function weighSuspicion({ inbox, leases, log }: SuspicionNeeds): Suspicion {
  return {
    async isSuspect({ item, suspicions }) {
      const abandonedAt = leases.takeOver(item.lane);
      // What came after the owner was last heard of cannot have been in its hands: it had nothing more to do, and rests.
      if (abandonedAt === null || item.receivedAt > abandonedAt) return suspicions >= sharedSuspicionsMax;
      const noted = await inbox.suspect(item, sharedSuspicionsMax);
      return noted !== 'gone' && noted.suspicions >= sharedSuspicionsMax;
    },
    async beginTrial(item) {
      const noted = await inbox.suspect(item, sharedSuspicionsMax + trialsMax + 2);
      if (noted === 'gone') return 'gone';
      const trial = noted.suspicions - sharedSuspicionsMax;
      const { source, sourceId } = item;
      log.warn('An arrival that may have taken processes down is tried apart', { source, sourceId, trial });
      if (trial <= trialsMax) return 'handle';
      return trial === trialsMax + 1 ? 'set-aside' : 'bury';
    },
  };
}

export interface EffectSuspicionNeeds {
  readonly outbox: Pick<OutboxLanes, 'suspect'>;
  readonly log: Logger;
}

export interface EffectSuspicion {
  /** Whether an effect must have the process to itself. */
  isSuspect(first: FirstEffect): boolean;
  /** Counts the trial of a suspect, before anything is done with it. */
  beginTrial(item: OutboxItem): Promise<'deliver' | 'set-aside' | 'fenced'>;
}

/**
 * The same of effects, where one thing is simpler: an effect is marked before it is delivered, so that whoever takes its
 * lane next knows which one was in hand, and counts the suspicion as it claims it. What really is deadly takes down 12
 * processes; nobody is told of it but supervisors, by the card that counts dead letters.
 */
export function weighEffectSuspicion({ outbox, log }: EffectSuspicionNeeds): EffectSuspicion {
  return {
    isSuspect: ({ suspicions }) => suspicions >= sharedSuspicionsMax,
    async beginTrial(item) {
      const noted = await outbox.suspect(item);
      if (noted === 'fenced') return noted;
      const trial = noted.suspicions - sharedSuspicionsMax;
      const { id, effect } = item;
      log.warn('An effect that may have taken processes down is tried apart', { id, effect: effect.kind, trial });
      return trial <= effectTrialsMax ? 'deliver' : 'set-aside';
    },
  };
}
