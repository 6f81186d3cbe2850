import type { Plan } from '../ports/plan.ts';

/** A plan from its parts; without any, the cause is marked done and nothing else happens. */
export function planOf(parts: Partial<Plan> = {}): Plan {
  return { changes: [], effects: [], audit: [], jobs: [], cause: 'done', ...parts };
}

/** Several plans as one, in order; the cause is done unless one of them says otherwise. */
export function joinPlans(...plans: readonly Plan[]): Plan {
  return {
    changes: plans.flatMap(({ changes }) => changes),
    effects: plans.flatMap(({ effects }) => effects),
    audit: plans.flatMap(({ audit }) => audit),
    jobs: plans.flatMap(({ jobs }) => jobs),
    cause: plans.find(({ cause }) => cause !== 'done')?.cause ?? 'done',
  };
}
