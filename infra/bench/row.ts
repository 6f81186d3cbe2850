import { z } from 'zod';

/** One measured number, as bench/latest.json keeps it. */
export const Row = z.object({
  group: z.string(),
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  /** What the plain way reached in the same run; null where there is nothing to compare with. */
  baseline: z.number().nullable(),
  /** value / baseline. */
  ratio: z.number().nullable(),
  /** For people to read, such as "<= 15" or "ratio >= 3"; null where the number only informs. */
  goal: z.string().nullable(),
  met: z.boolean().nullable(),
});
export type Row = z.infer<typeof Row>;

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly goal?: Goal;
}

/** One bound, or both. */
export type Goal = { readonly of: 'value' | 'ratio' } & (
  | { readonly atMost: number; readonly atLeast?: number }
  | { readonly atLeast: number }
);

const significantDigits = 4;

export function rowOf(group: string, { name, value, unit, baseline, goal }: Measurement): Row {
  const ratio = baseline === undefined || baseline === 0 ? null : value / baseline;
  return {
    group,
    name,
    value: shorten(value),
    unit,
    baseline: baseline === undefined ? null : shorten(baseline),
    ratio: ratio === null ? null : shorten(ratio),
    goal: goal === undefined ? null : wordGoal(goal),
    met: goal === undefined ? null : isMet(goal, goal.of === 'value' ? value : ratio),
  };
}

function wordGoal(goal: Goal): string {
  const { atLeast, atMost } = boundsOf(goal);
  const bound =
    atMost === Infinity ? `>= ${atLeast}` : atLeast === -Infinity ? `<= ${atMost}` : `${atLeast} to ${atMost}`;
  return goal.of === 'ratio' ? `ratio ${bound}` : bound;
}

function isMet(goal: Goal, reached: number | null): boolean {
  if (reached === null || Number.isNaN(reached)) return false;
  const { atLeast, atMost } = boundsOf(goal);
  return reached >= atLeast && reached <= atMost;
}

function boundsOf(goal: Goal): { readonly atLeast: number; readonly atMost: number } {
  return { atLeast: goal.atLeast ?? -Infinity, atMost: 'atMost' in goal ? goal.atMost : Infinity };
}

function shorten(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('A measurement is a finite number.');
  return Number.isInteger(value) ? value : Number(value.toPrecision(significantDigits));
}
