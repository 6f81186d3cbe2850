import { beforeEach, describe, expect, it } from 'vitest';
import type { Claim, ClaimOutcome, Operation, OperationClaims } from '../../src/ports/operation-claims.ts';

/** Claims as two processes see them, on one store, and the hand that kills the first. */
export interface ClaimsUnderTest {
  readonly first: OperationClaims;
  readonly second: OperationClaims;
  killFirst(): Promise<void>;
}

const now = Date.parse('2026-11-23T08:00:00Z');
const answer = { status: 201, body: { number: 'SD-1', files: [] } };

function claimOf(outcome: ClaimOutcome): Claim {
  if (outcome.kind !== 'claimed') throw new Error(`Expected a claim, got ${outcome.kind}.`);
  return outcome.claim;
}

/** What every store of claims keeps to. */
export function describeOperationClaims(name: string, open: () => Promise<ClaimsUnderTest>): void {
  describe(`operation claims: ${name}`, () => {
    let claims: ClaimsUnderTest;
    let count = 0;
    let operation: Operation;

    beforeEach(async () => {
      claims = await open();
      count += 1;
      const [idempotencyKey, subject] = [`key-${count}`, `ticket:${count}`];
      operation = { name: 'file', idempotencyKey, subject, actor: 'person:e-1', bodyDigest: 'digest' };
    });

    it('gives an operation to one, and tells the other that it is under way', async () => {
      expect(await claims.first.claim(operation, now)).toMatchObject({ kind: 'claimed', claim: { attempt: 1 } });
      expect(await claims.second.claim(operation, now)).toEqual({ kind: 'still-working' });
    });

    it('gives one of many at once', async () => {
      const both = [claims.first, claims.second];
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, turn) => both[turn % 2]?.claim(operation, now)));
      expect(outcomes.filter((outcome) => outcome?.kind === 'claimed')).toHaveLength(1);
    });

    it('gives one of many keys on one subject at once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, (_, turn) => {
          const idempotencyKey = `${operation.idempotencyKey}-${turn}`;
          return claims.first.claim({ ...operation, idempotencyKey }, now);
        }),
      );
      expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'still-working')).toHaveLength(5);
    });

    it('repeats a settled answer to everyone, for the same body and person', async () => {
      await claims.first.settle(claimOf(await claims.first.claim(operation, now)), answer, now);
      expect(await claims.second.claim(operation, now)).toEqual({ kind: 'answered', answer });
      expect(await claims.second.claim({ ...operation, bodyDigest: 'x' }, now)).toEqual({ kind: 'key-reused' });
      expect(await claims.second.claim({ ...operation, actor: 'service' }, now)).toEqual({ kind: 'key-reused' });
    });

    it('knows nothing of a key it was told to forget', async () => {
      await claims.first.release(claimOf(await claims.first.claim(operation, now)), 'forget', now);
      const outcome = await claims.second.claim({ ...operation, bodyDigest: 'x' }, now);
      expect(outcome).toMatchObject({ kind: 'claimed', claim: { attempt: 1 } });
    });

    it('gives a kept key again, for the same body alone', async () => {
      await claims.first.release(claimOf(await claims.first.claim(operation, now)), 'keep', now);
      expect(await claims.second.claim({ ...operation, bodyDigest: 'x' }, now)).toEqual({ kind: 'key-reused' });
      expect(await claims.second.claim(operation, now)).toMatchObject({ kind: 'claimed', claim: { attempt: 2 } });
    });

    it('gives at once what a dead process held, under the same key and under another', async () => {
      const other = {
        ...operation,
        idempotencyKey: `${operation.idempotencyKey}-other`,
        subject: `${operation.subject}-other`,
      };
      await claims.first.claim(operation, now);
      await claims.first.claim(other, now);
      expect(await claims.second.claim(operation, now)).toEqual({ kind: 'still-working' });
      await claims.killFirst();
      expect(await claims.second.claim(operation, now)).toMatchObject({ kind: 'claimed', claim: { attempt: 2 } });
      const third = { ...other, idempotencyKey: `${other.idempotencyKey}-again` };
      expect(await claims.second.claim(third, now)).toMatchObject({ kind: 'claimed', claim: { attempt: 1 } });
    });

    it('takes nothing from a claim that was taken over', async () => {
      const stale = claimOf(await claims.first.claim(operation, now));
      await claims.killFirst();
      const current = claimOf(await claims.second.claim(operation, now));
      await claims.first.settle(stale, { status: 201, body: 'stale' }, now).catch(() => undefined);
      await claims.second.settle(current, answer, now);
      expect(await claims.second.claim(operation, now)).toEqual({ kind: 'answered', answer });
    });
  });
}
