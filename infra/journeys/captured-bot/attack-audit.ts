import { chainHash, chainStart } from '@desk/crypto';
import { type AttackResult, tryAll } from './attempt.ts';
import type { Answer, Client } from './calls.table.ts';
import type { Voice } from './speak-as-bot.ts';

/** An entry of the bot’s log as it is held there. */
export interface OwnEntry {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

const rewrittenMax = 20;

type Case = readonly [what: string, ask: () => Promise<Answer>, may?: boolean];

/** The bot’s own log: a past that is to be another, and a present with holes. `log`: all of it, shipped or not. */
export async function attackAudit({ client }: Voice, log: readonly OwnEntry[]): Promise<AttackResult> {
  await client.shipAudit({ body: { entries: log.map(asShipped) } });
  const some = log.slice(0, rewrittenMax);
  const head = log.at(-1);
  const next = (head?.number ?? 0) + 1;
  const lie = new TextEncoder().encode('nothing happened here');
  const chained = { number: next, bytes: lie, hash: chainHash(head?.hash ?? chainStart, lie) };
  const cases: readonly Case[] = [
    ...some.map((entry): Case => ['an entry rewritten', () => ship(client, { ...entry, bytes: lie })]),
    ...some.map((entry): Case => ['an entry with another hash', () => ship(client, { ...entry, hash: chainStart })]),
    [
      'an entry rewritten and chained anew',
      () => ship(client, { ...chained, number: 1, hash: chainHash(chainStart, lie) }),
    ],
    ['an entry left out', () => ship(client, { ...chained, number: next + 1 })],
    ['a thousand left out', () => ship(client, { ...chained, number: next + 1_000 })],
    ['an entry that follows nothing', () => ship(client, { ...chained, hash: chainStart })],
    ['the first of an empty log', () => ship(client, { number: 1, bytes: lie, hash: chainHash(chainStart, lie) })],
    ['an entry added to its own log', () => ship(client, chained), true],
  ];
  return tryAll<Case>({
    ...{ attack: 'the shipped audit log: entries rewritten, left out, or chained anew', cases, oneByOne: true },
    name: ([what]) => what,
    ask: ([, ask]) => ask(),
    may: ([, , may = false]) => may,
  });
}

function ship(client: Client, entry: OwnEntry): Promise<Answer> {
  return client.shipAudit({ body: { entries: [asShipped(entry)] } });
}

function asShipped({ number, bytes, hash }: OwnEntry) {
  return { number, bytes: Buffer.from(bytes).toString('base64'), hash: Buffer.from(hash).toString('hex') };
}
