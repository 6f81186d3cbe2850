import type { Asked } from './look.ts';

/** Settings as far as they are given; of those `amiss` the configuration says nothing true. */
export interface GivenSettings<Config> {
  /** Null where nothing at all can be made of them. */
  readonly config: Config | null;
  readonly amiss: ReadonlySet<string>;
}

export type AskWhereGiven<Config, Name> = <Facts>(
  needs: readonly Name[],
  ask: (config: Config) => Promise<Facts>,
) => Promise<Asked<Facts>>;

/** Asks only where every setting that the question needs is as it should be. */
export function askWhereGiven<Config, Name extends string>({
  config,
  amiss,
}: GivenSettings<Config>): AskWhereGiven<Config, Name> {
  return async (needs, ask) => {
    const settings = needs.filter((name) => amiss.has(name));
    if (config === null) return { kind: 'not-asked', settings: [...amiss] };
    return settings.length > 0 ? { kind: 'not-asked', settings } : { kind: 'asked', facts: await ask(config) };
  };
}
