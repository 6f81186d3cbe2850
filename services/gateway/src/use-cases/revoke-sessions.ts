import type { LiveSessionRow, SessionRoll, SessionsOf } from '../ports/session-roll.ts';
import type { Clock } from '../ports/system.ts';

export interface SessionRollPorts {
  readonly roll: SessionRoll;
  readonly clock: Clock;
}

const rowsPerStep = 500;
const stepsMax = 2_000;

/**
 * Takes sessions back at once: whatever is asked with their tokens is refused from now on. The bot hears of it, and ends
 * what it has of these people as for somebody who has left. They may sign in again, unless the directory says otherwise;
 * where sign-ins are confirmed, with a new confirmation.
 */
export function revokeSessions({ roll, clock }: SessionRollPorts) {
  return async (
    of: SessionsOf,
    operator: string,
  ): Promise<{ readonly sessions: number; readonly people: readonly string[] }> => {
    const at = clock.now();
    const people: string[] = [];
    for (let step = 1; step <= stepsMax; step += 1) {
      const ended = await roll.revoke(of, {
        at,
        rowsMax: rowsPerStep,
        audit: (id) => ({
          ...{ act: 'sessions-revoked', actor: { kind: 'operator', name: operator }, on: { kind: 'person', id } },
          ...{ outcome: 'done', reason: 'operator', at },
        }),
      });
      people.push(...ended);
      if (ended.length < rowsPerStep) break;
    }
    return { sessions: people.length, people: [...new Set(people)] };
  };
}

/** Everybody who is signed in, a session at a time. */
export function listSessions({ roll, clock }: SessionRollPorts) {
  return async function* (): AsyncGenerator<LiveSessionRow> {
    let after: string | null = null;
    for (let step = 1; step <= stepsMax; step += 1) {
      const rows: readonly LiveSessionRow[] = await roll.list({ after, rowsMax: rowsPerStep, now: clock.now() });
      yield* rows;
      after = rows.at(-1)?.id ?? null;
      if (rows.length < rowsPerStep) return;
    }
  };
}
