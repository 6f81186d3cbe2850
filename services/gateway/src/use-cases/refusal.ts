import type { Problem, ProblemCode } from '@desk/contract';

type RefusalFacts = Partial<
  Pick<Problem, 'referenceCode' | 'uploadId' | 'current' | 'retryAfterSeconds' | 'triesLeft'>
>;

/** An expected "no", in the contract's words; the edge adds the sentence and the status. */
export interface Refusal<C extends ProblemCode = ProblemCode> extends RefusalFacts {
  readonly kind: 'refused';
  readonly code: C;
}

export function refuse<C extends ProblemCode>(code: C, facts: RefusalFacts = {}): Refusal<C> {
  return { kind: 'refused', code, ...facts };
}
