import { broken, type Judgement, ok, warning } from './finding.ts';

export interface ClockReading {
  /** Whose clock it was held against: `the gateway`. */
  readonly against: string;
  /** How far that clock is before ours; known to about a second. */
  readonly aheadMs: number;
  /** Requests are signed with the time: beyond 5 s they are refused, in one direction or the other. */
  readonly signs: boolean;
}

export const signedSkewMsMax = 5_000;
const doubtfulSkewMs = 3_000;
const remedy = 'Let both hosts keep the time by NTP (chrony, systemd-timesyncd), and look whether it is in step.';

export function judgeClock({ against, aheadMs, signs }: ClockReading): Judgement {
  const apart = Math.abs(aheadMs);
  const seconds = Math.round(apart / 1000);
  if (apart <= doubtfulSkewMs) return { ...ok(`in step with ${against}`), area: 'clock' };
  const what = `this host is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} ${against}`;
  const judgement =
    signs && apart > signedSkewMsMax ? broken(`${what}: signed requests are refused`, remedy) : warning(what, remedy);
  return { ...judgement, area: 'clock' };
}
