import { createSessionRoll } from '../adapters/postgres/session-roll.ts';
import { systemClock } from '../adapters/system/system.ts';
import { type OperatorConfig, parseOperatorConfig } from '../config.ts';
import type { OpenedSessionDesk } from '../edge/cli/session-commands.ts';
import { listSessions, revokeSessions } from '../use-cases/revoke-sessions.ts';
import { openDatabase } from './open-database.ts';

/** Who is signed in, and the end of it: the database alone is needed, whatever else is broken at that hour. */
export async function openSessionDesk(): Promise<OpenedSessionDesk> {
  const config = parseOperatorConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return openSessionsOf(config.config);
}

export async function openSessionsOf({ databaseUrl }: OperatorConfig): Promise<OpenedSessionDesk> {
  const opened = await openDatabase(databaseUrl);
  if (opened.kind === 'refused') return opened;
  const { database, close } = opened;
  const ports = { roll: createSessionRoll(database), clock: systemClock };
  return { kind: 'opened', desk: { list: listSessions(ports), revoke: revokeSessions(ports), close } };
}
