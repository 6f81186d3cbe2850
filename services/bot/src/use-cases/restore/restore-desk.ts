import { type AuditEntry, readCanonicalBytes } from '@desk/domain';
import type { Cursors } from '../../ports/cursors.ts';
import type { AuditLine } from '../../ports/gateway-desk.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { DoubtfulWork, RestoredDesk, RestoredLog } from '../../ports/restoring.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { catchUpQuietly } from './catch-up-quietly.ts';
import type { continueLog, LogOutcome } from './continue-log.ts';
import { findLostWindow, type LostWindow, noteLostWindow } from './lost-window.ts';

export interface Restoring {
  /** Until when the lost database worked; null: until its last audit entry that the gateway holds. */
  readonly until: number | null;
  /** What the gateway holds of the audit log beyond the point; empty where it was not asked. */
  readonly lines: readonly AuditLine[];
  readonly operator: string;
}

export type RestoreOutcome =
  | { readonly kind: 'refused'; readonly why: 'not-yet' | 'no-time' | 'empty' | 'away' | 'not-delivered' }
  | { readonly kind: 'refused-log'; readonly log: Exclude<LogOutcome, { readonly kind: 'continues' | 'away' }> }
  | {
      readonly kind: 'restored';
      readonly window: LostWindow;
      readonly entries: number;
      readonly erased: number;
      readonly setAside: DoubtfulWork;
      readonly changes: number;
      readonly sessions: number;
    };

interface Needs {
  readonly restored: RestoredDesk;
  readonly log: RestoredLog;
  readonly cursors: Cursors;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly continueLog: ReturnType<typeof continueLog>;
  /** Carries out, without a word to anybody, what waits for the tracker; false where some of it is left. */
  readonly deliverQuietly: () => Promise<boolean>;
  readonly catchUp: ReturnType<typeof catchUpQuietly>;
  readonly endSessions: () => Promise<number>;
}

const cause = { kind: 'job', name: 'restore' } as const;
/** The time comes from another host. */
const clocksDifferMsMax = 5 * 60_000;
const nothing: DoubtfulWork = { arrivals: 0, effects: 0, words: 0 };

/**
 * After a database was restored to an earlier point, before anything starts on it. What was under way at the point was
 * most likely done after it: what speaks to people is set aside, where operators decide; what goes to the tracker is
 * repeated under its key, which the gateway knows; what the tracker says since is taken over. Nobody is told of any of
 * this: they were. Each step may be repeated, so that a command that broke off is run again.
 */
export function restoreDesk(needs: Needs) {
  return async ({ until: named, lines, operator }: Restoring): Promise<RestoreOutcome> => {
    const { restored, log, ledger, clock } = needs;
    if (named !== null && named > clock.now() + clocksDifferMsMax) return { kind: 'refused', why: 'not-yet' };
    // Before the log goes on: what comes back into it is of after the point.
    const point = await restored.findPoint();
    const continued = await needs.continueLog(lines);
    if (continued.kind === 'away') return { kind: 'refused', why: 'away' };
    if (continued.kind !== 'continues') return { kind: 'refused-log', log: continued };
    if (point === null) return { kind: 'refused', why: 'empty' };
    const until = named ?? (await findLastSign(log));
    if (until === null) return { kind: 'refused', why: 'no-time' };
    const window = await windowOf(needs, point, until);
    await ledger.commit(planOf({ changes: [noteLostWindow(window)] }), cause);
    const erased = await restored.eraseAgain(await log.listErased());
    const isLost = window.until > window.point;
    const setAside = isLost ? await restored.setDoubtfulAside(until) : nothing;
    if (isLost && !(await needs.deliverQuietly())) return { kind: 'refused', why: 'not-delivered' };
    const caughtUp = isLost ? await needs.catchUp(until) : ({ kind: 'caught-up', changes: 0 } as const);
    if (caughtUp.kind === 'away') return { kind: 'refused', why: 'away' };
    const sessions = await needs.endSessions();
    await ledger.commit(planOf({ audit: [entryOf(operator, window, clock.now())] }), cause);
    const { changes } = caughtUp;
    return { kind: 'restored', window, entries: continued.entries, erased, setAside, changes, sessions };
  };
}

/** A lower bound: the log is shipped every minute. What was told after it is told again, rather than never. */
async function findLastSign(log: RestoredLog): Promise<number | null> {
  const head = await log.findHead();
  const entry = head === null ? null : readCanonicalBytes(head.bytes);
  return entry?.at ?? null;
}

/** The point is found once: what a command stores that breaks off is younger. */
async function windowOf({ cursors }: Needs, point: number, until: number): Promise<LostWindow> {
  const noted = await findLostWindow(cursors);
  return noted?.until === until ? noted : { point, until };
}

function entryOf(operator: string, { point }: LostWindow, at: number): AuditEntry {
  const actor = { kind: 'operator', name: operator } as const;
  const on = { kind: 'configuration', id: 'database' } as const;
  const reason = `point-${new Date(point).toISOString()}`;
  return { act: 'database-restored', actor, on, outcome: 'done', reason, at };
}
