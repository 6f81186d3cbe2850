import type { Claim, Operation, OperationClaims, StoredAnswer } from '../ports/operation-claims.ts';
import type { Clock } from '../ports/system.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface RunOncePorts {
  readonly claims: OperationClaims;
  readonly clock: Clock;
}

/** What an operation came to: an answer to repeat for good, one that asks for the same body again, or a refusal. */
export type OperationResult<A extends StoredAnswer, R extends Refusal> =
  | { readonly kind: 'answered'; readonly answer: A; readonly final: boolean }
  | R;

export interface Run {
  /** An earlier attempt under this key was broken off, and may have got anywhere. */
  readonly resumed: boolean;
}

/**
 * Carries a write out once per idempotency key, and one at a time per subject. Only final answers are kept; after a
 * refusal the key is free again, because nothing happened under it. Whoever dies in between leaves a claim that the
 * next attempt takes over, so the operation itself must know how to go on.
 */
export function runOnce({ claims, clock }: RunOncePorts) {
  return async <A extends StoredAnswer, R extends Refusal>(
    operation: Operation,
    work: (run: Run) => Promise<OperationResult<A, R>>,
  ): Promise<
    { readonly kind: 'answered'; readonly answer: StoredAnswer } | R | Refusal<'still-working' | 'key-reused'>
  > => {
    const claimed = await claims.claim(operation, clock.now());
    switch (claimed.kind) {
      case 'answered':
        return claimed;
      case 'key-reused':
        return refuse('key-reused');
      case 'still-working':
        return refuse('still-working', { retryAfterSeconds: 1 });
      case 'claimed':
        return carryOut(claimed.claim, work);
    }
  };

  async function carryOut<A extends StoredAnswer, R extends Refusal>(
    claim: Claim,
    work: (run: Run) => Promise<OperationResult<A, R>>,
  ) {
    try {
      const result = await work({ resumed: claim.attempt > 1 });
      if (result.kind === 'refused') await claims.release(claim, keepAfter(result), clock.now());
      else if (result.final) await claims.settle(claim, result.answer, clock.now());
      else await claims.release(claim, 'keep', clock.now());
      return result;
    } catch (defect) {
      await claims.release(claim, 'keep', clock.now());
      throw defect;
    }
  }
}

/** The tracker may hold something under this key: the body must stay the same. */
function keepAfter({ code }: Refusal): 'keep' | 'forget' {
  return code === 'still-working' || code === 'tracker-down' ? 'keep' : 'forget';
}
