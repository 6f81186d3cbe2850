import { type Judgement, warning } from './finding.ts';

/** A look at one part of a zone. It changes nothing. */
export interface Look {
  readonly area: string;
  /** Whoever has not answered by then counts as away. */
  readonly withinMs: number;
  readonly look: () => Promise<readonly Judgement[]>;
}

/** What a probe learnt; `not-asked`: these settings are to be put right first. */
export type Asked<Facts> =
  | { readonly kind: 'asked'; readonly facts: Facts }
  | { readonly kind: 'not-asked'; readonly settings: readonly string[] };

/** A look that asks first and then judges what it was told. */
export function lookAt<Facts>(
  area: string,
  withinMs: number,
  ask: () => Promise<Asked<Facts>>,
  judge: (facts: Facts) => readonly Judgement[],
): Look {
  return {
    area,
    withinMs,
    async look() {
      const asked = await ask();
      if (asked.kind === 'asked') return judge(asked.facts);
      return [warning('not looked at', `Put ${inWords(asked.settings)} right, then look again.`)];
    },
  };
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
