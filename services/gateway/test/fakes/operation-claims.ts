import type { Claim, Operation, OperationClaims, StoredAnswer } from '../../src/ports/operation-claims.ts';

interface Row extends Omit<Operation, 'subject'> {
  readonly workingOn: string | null;
  readonly owner: string;
  readonly attempt: number;
  readonly answer: StoredAnswer | null;
}

export interface FakeClaimBoard {
  /** The claims as one process sees them. */
  process(name: string): OperationClaims;
  /** The process is gone: what it held is free. */
  kill(name: string): void;
}

/** Claims in memory, shared by as many processes as a test names. */
export function createFakeClaimBoard(): FakeClaimBoard {
  const rows = new Map<string, Row>();
  const dead = new Set<string>();
  const keyOf = ({ name, idempotencyKey }: Pick<Operation, 'name' | 'idempotencyKey'>) => `${name} ${idempotencyKey}`;
  const isAlive = ({ workingOn, owner }: Row) => workingOn !== null && !dead.has(owner);

  function update({ operation, attempt }: Claim, change: Partial<Row> | null): void {
    const row = rows.get(keyOf(operation));
    if (row?.attempt !== attempt || row.answer !== null) return;
    if (change) rows.set(keyOf(operation), { ...row, workingOn: null, ...change });
    else rows.delete(keyOf(operation));
  }

  const processClaims = (owner: string): OperationClaims => ({
    async claim(operation) {
      const { subject, ...rest } = operation;
      const known = rows.get(keyOf(operation));
      if (known && (known.actor !== rest.actor || known.bodyDigest !== rest.bodyDigest)) return { kind: 'key-reused' };
      if (known?.answer) return { kind: 'answered', answer: known.answer };
      const holder = [...rows.values()].find((row) => row.workingOn === subject);
      if (holder && isAlive(holder)) return { kind: 'still-working' };
      if (holder) rows.set(keyOf(holder), { ...holder, workingOn: null });
      const attempt = (known?.attempt ?? 0) + 1;
      rows.set(keyOf(operation), { ...rest, workingOn: subject, owner, attempt, answer: null });
      return { kind: 'claimed', claim: { operation, attempt } };
    },
    async settle(claim, answer) {
      update(claim, { answer: { status: answer.status, body: structuredClone(answer.body) } });
    },
    async release(claim, what) {
      update(claim, what === 'keep' ? {} : null);
    },
  });

  return { process: processClaims, kill: (name) => void dead.add(name) };
}
