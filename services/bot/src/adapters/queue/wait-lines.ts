import { type Priority, priorities, type Waiter, type WaitLists } from '@desk/domain';
import type { ChainableCommander, Redis } from 'ioredis';
import type { WaitLines } from '../../ports/consultation-board.ts';

export interface WaitLineOptions {
  readonly redis: Redis;
  /** Of all keys in Redis. */
  readonly prefix: string;
}

/** Somebody in a line of a team. */
type Standing = Waiter & { readonly team: string };

const waitersPerLineMax = 10_000;

/**
 * A sorted set for each team and priority, by the instant the age of a request counts from; ids order those of one
 * instant, as the domain does. The teams that have lines are a set of their own.
 */
export function createWaitLines({ redis, prefix }: WaitLineOptions): WaitLines {
  const lines = linesIn(redis, prefix);
  const rebuild = createRebuilding(redis, lines);

  async function answered<Result>(ask: () => Promise<Result>): Promise<Result | 'away'> {
    if (redis.status !== 'ready') return 'away';
    try {
      return await ask();
    } catch {
      return 'away';
    }
  }

  async function run(change: ChainableCommander): Promise<'done'> {
    await change.exec();
    return 'done';
  }

  return {
    put: (team, { consultationId, priority, queuedAt }) =>
      answered(() => {
        const change = redis.multi().sadd(lines.teamsKey, team);
        for (const other of priorities) if (other !== priority) change.zrem(lines.keyOf(team, other), consultationId);
        return run(change.zadd(lines.keyOf(team, priority), queuedAt, consultationId));
      }),
    drop: (team, consultationId) =>
      answered(() => {
        const change = redis.multi();
        for (const priority of priorities) change.zrem(lines.keyOf(team, priority), consultationId);
        return run(change);
      }),
    read: (team, maxOfEach) => answered(() => lines.read(team, maxOfEach)),
    rebuild: (wanted) => answered(async () => run(await rebuild(wanted))),
  };
}

function linesIn(redis: Redis, prefix: string) {
  const keyOf = (team: string, priority: Priority) => `${prefix}:line:${team}:${priority}`;

  async function readLine(team: string, priority: Priority, max: number): Promise<readonly Waiter[]> {
    const flat = await redis.zrange(keyOf(team, priority), 0, String(max - 1), 'WITHSCORES');
    return toWaiters(flat, priority);
  }

  return {
    teamsKey: `${prefix}:lines`,
    keyOf,
    async read(team: string, maxOfEach: number): Promise<WaitLists> {
      const [critical, high, medium, low] = await Promise.all([
        readLine(team, 'critical', maxOfEach),
        readLine(team, 'high', maxOfEach),
        readLine(team, 'medium', maxOfEach),
        readLine(team, 'low', maxOfEach),
      ]);
      return { critical, high, medium, low };
    },
  };
}

/** Whoever is a stranger to Postgres goes the second time: they may have come since it was asked. */
function createRebuilding(redis: Redis, lines: ReturnType<typeof linesIn>) {
  let strangers = new Set<string>();

  async function listStandings(): Promise<readonly Standing[]> {
    const teams = await redis.smembers(lines.teamsKey);
    const read = await Promise.all(teams.map((team) => lines.read(team, waitersPerLineMax)));
    return read.flatMap((lists, index) => {
      const team = teams[index] ?? '';
      return priorities.flatMap((priority) => lists[priority].map((waiter) => ({ ...waiter, team })));
    });
  }

  return async (wanted: ReadonlyMap<string, readonly Waiter[]>): Promise<ChainableCommander> => {
    const standings = [...wanted].flatMap(([team, waiters]) => waiters.map((waiter) => ({ ...waiter, team })));
    const known = new Set(standings.map(nameOf));
    const unknown = (await listStandings()).filter((standing) => !known.has(nameOf(standing)));
    const change = redis.multi();
    for (const standing of unknown) {
      if (!strangers.has(nameOf(standing))) continue;
      change.zrem(lines.keyOf(standing.team, standing.priority), standing.consultationId);
    }
    for (const team of wanted.keys()) change.sadd(lines.teamsKey, team);
    for (const { team, priority, queuedAt, consultationId } of standings) {
      change.zadd(lines.keyOf(team, priority), queuedAt, consultationId);
    }
    strangers = new Set(unknown.map(nameOf));
    return change;
  };
}

function nameOf({ team, priority, consultationId }: Standing): string {
  return `${team}:${priority}:${consultationId}`;
}

/** Redis answers with each member followed by its score. */
function toWaiters(flat: readonly string[], priority: Priority): readonly Waiter[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => ({
    consultationId: flat[2 * index] ?? '',
    priority,
    queuedAt: Number(flat[2 * index + 1]),
  }));
}
