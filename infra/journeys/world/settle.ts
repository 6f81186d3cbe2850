import { expect } from 'vitest';
import type { DeskWorld } from '../desk-world.ts';
import { passMirrorDelay } from './consult.ts';
import { queryRows } from './search-tables.ts';

const usualMs = 20_000;
const lookEveryMs = 100;

/** Everything that was said is in its ticket. */
export async function everythingIsMirrored(world: DeskWorld, withinMs = usualMs): Promise<void> {
  await passMirrorDelay(world);
  await nothingIsFound(world, "select 1 from chat_messages where sync_state = 'waiting'", withinMs);
}

/** Nothing is on its way any more, to a person or to the tracker. */
export async function everythingIsDelivered(world: DeskWorld, withinMs = usualMs): Promise<void> {
  await nothingIsFound(world, "select kind from outbox where state in ('pending', 'sending')", withinMs);
}

async function nothingIsFound({ databases }: DeskWorld, statement: string, withinMs: number): Promise<void> {
  const found = () => queryRows(databases.bot, statement);
  await expect.poll(found, { timeout: withinMs, interval: lookEveryMs }).toEqual([]);
}
