import type { Claim, ClaimOutcome, Operation, OperationClaims } from '../../ports/operation-claims.ts';
import { locks } from './advisory-locks.ts';
import type { Database, Transaction } from './connect-database.ts';
import { type Operation as OperationRow, Prisma } from './generated/client.ts';
import type { ProcessPresence } from './process-presence.ts';

const roundsMax = 3;
const uniqueViolation = 'P2002';
const freeAgainMs = 1_000;
const freedAtOnceMax = 500;

/**
 * Claims are rows with an owner. An owner that lost its lock is a dead process, and what it held is free at once:
 * nobody waits for a lease to run out after a crash. An owner that lives knows what it works on: where the database
 * failed it between a claim and its end, it frees the rest of what is its own, as soon as the database answers again.
 */
export function createOperationClaims(database: Database, presence: ProcessPresence): OperationClaims {
  /** How many here claim an operation or work on it, by its key. */
  const inHand = new Map<string, number>();
  let isPlanned = false;

  function freeForgotten(): void {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      freeOwn(database, presence.current(), (row) => inHand.has(keyOf(row))).catch(freeForgotten);
    }, freeAgainMs).unref();
  }

  function take(operation: Operation): void {
    inHand.set(keyOf(operation), (inHand.get(keyOf(operation)) ?? 0) + 1);
  }

  function letGo(operation: Operation): void {
    const left = (inHand.get(keyOf(operation)) ?? 1) - 1;
    if (left === 0) inHand.delete(keyOf(operation));
    else inHand.set(keyOf(operation), left);
  }

  /** The claim is over, whether or not the database could be told. */
  async function end({ operation }: Claim, write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      freeForgotten();
      throw error;
    } finally {
      letGo(operation);
    }
  }

  return {
    async claim(operation, now) {
      const owner = presence.current();
      if (owner === null) return { kind: 'still-working' };
      take(operation);
      try {
        const outcome = await claimInRounds(database, operation, owner, now);
        if (outcome.kind !== 'claimed') letGo(operation);
        return outcome;
      } catch (error) {
        letGo(operation);
        // It may have been claimed all the same: only the answer was lost.
        freeForgotten();
        throw error;
      }
    },

    async settle(claim, { status, body }, now) {
      const data = { ...freed(now), status, answer: JSON.stringify(body ?? null) };
      await end(claim, () => database.operation.updateMany({ where: claimed(claim), data }));
    },

    async release(claim, what, now) {
      await end(claim, () =>
        what === 'forget'
          ? database.operation.deleteMany({ where: claimed(claim) })
          : database.operation.updateMany({ where: claimed(claim), data: freed(now) }),
      );
    },
  };
}

/** What this process owns and nobody in it works on. An owner without its lock owns nothing. */
async function freeOwn(
  database: Database,
  owner: number | null,
  isInHand: (row: OperationRow) => boolean,
): Promise<void> {
  if (owner === null) return;
  const rows = await database.operation.findMany({ where: { owner, status: null }, take: freedAtOnceMax });
  for (const row of rows) {
    const { name, idempotencyKey, attempt } = row;
    if (isInHand(row)) continue;
    await database.operation.updateMany({
      where: { name, idempotencyKey, attempt, owner, status: null },
      data: { workingOn: null, owner: null },
    });
  }
}

async function claimInRounds(
  database: Database,
  operation: Operation,
  owner: number,
  now: number,
): Promise<ClaimOutcome> {
  for (let round = 0; round < roundsMax; round += 1) {
    const outcome = await claimOnce(database, operation, owner, now);
    if (outcome !== 'again') return outcome;
  }
  return { kind: 'still-working' };
}

function keyOf({ name, idempotencyKey }: Pick<Operation, 'name' | 'idempotencyKey'>): string {
  return `${name} ${idempotencyKey}`;
}

async function claimOnce(
  database: Database,
  operation: Operation,
  owner: number,
  now: number,
): Promise<ClaimOutcome | 'again'> {
  try {
    // Nearly always nobody has had it before: one statement, which is a transaction by itself.
    if (await insert(database, operation, owner, now)) return { kind: 'claimed', claim: { operation, attempt: 1 } };
    return await database.$transaction((transaction) => takeOver(transaction, operation, owner, now));
  } catch (error) {
    // Somebody claimed the subject between our look and our write.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === uniqueViolation) return 'again';
    throw error;
  }
}

async function insert(database: Database, operation: Operation, owner: number, now: number): Promise<boolean> {
  const { name, idempotencyKey, actor, bodyDigest, subject: workingOn } = operation;
  const row = { name, idempotencyKey, actor, bodyDigest, workingOn, owner, attempt: 1, changedAt: new Date(now) };
  const { count } = await database.operation.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

async function takeOver(
  transaction: Transaction,
  operation: Operation,
  owner: number,
  now: number,
): Promise<ClaimOutcome | 'again'> {
  const { name, idempotencyKey, subject } = operation;
  const where = { name_idempotencyKey: { name, idempotencyKey } };
  const known = await transaction.operation.findUnique({ where });
  if (known) {
    const verdict = judgeKnown(known, operation);
    if (verdict) return verdict;
  }
  const holder = await transaction.operation.findUnique({ where: { workingOn: subject } });
  if (holder && (await isAlive(transaction, holder.owner))) return { kind: 'still-working' };
  if (holder) await free(transaction, holder, now);
  if (!known) return 'again';

  const attempt = known.attempt + 1;
  const { count } = await transaction.operation.updateMany({
    where: { name, idempotencyKey, attempt: known.attempt, status: null },
    data: { workingOn: subject, owner, attempt, changedAt: new Date(now) },
  });
  return count === 1 ? { kind: 'claimed', claim: { operation, attempt } } : 'again';
}

function judgeKnown(known: OperationRow, { actor, bodyDigest }: Operation): ClaimOutcome | null {
  if (known.actor !== actor || known.bodyDigest !== bodyDigest) return { kind: 'key-reused' };
  if (known.status === null || known.answer === null) return null;
  return { kind: 'answered', answer: { status: known.status, body: JSON.parse(known.answer) } };
}

async function free(transaction: Transaction, holder: OperationRow, now: number): Promise<void> {
  const { name, idempotencyKey, attempt } = holder;
  await transaction.operation.updateMany({ where: { name, idempotencyKey, attempt, status: null }, data: freed(now) });
}

async function isAlive(transaction: Transaction, owner: number | null): Promise<boolean> {
  if (owner === null) return false;
  const held = await transaction.$queryRaw<unknown[]>`
    select 1 from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())
      and classid = ${locks.process.space}::int::oid and objid = ${owner}::int::oid`;
  return held.length > 0;
}

function claimed({ operation: { name, idempotencyKey }, attempt }: Claim) {
  return { name, idempotencyKey, attempt, status: null };
}

function freed(now: number) {
  return { workingOn: null, owner: null, changedAt: new Date(now) };
}
