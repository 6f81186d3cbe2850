import { readSettings, readValues, type Schema, type SettingProblem } from './read-settings.ts';
import type { Settings } from './setting.ts';

/** Settings as they are, for somebody who looks at them also where a service would not start with them. */
export interface SettingsAsGiven<Config> {
  /** With stand-ins in the place of what is amiss; null where even these make no whole. */
  readonly config: Config | null;
  /** What is missing or wrong, or belongs to something that is: of these `config` says nothing true. */
  readonly amiss: ReadonlySet<string>;
  /** As `readSettings` tells them. */
  readonly problems: readonly SettingProblem[];
  /** What is given, secrets among it. */
  readonly values: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** One setting brings others with it, which are missed once it is there. */
const roundsMax = 4;

/**
 * Reads what can be read. `standIns`: what parses in the place of a setting, where its example does not; empty: as if
 * it were left out.
 */
export function readAsFarAsGiven<Config>(
  settings: Settings,
  schema: Schema<Config>,
  environment: Environment,
  standIns: Readonly<Record<string, string>>,
): SettingsAsGiven<Config> {
  const first = readSettings(settings, schema, environment);
  const problems = first.kind === 'valid' ? [] : first.problems;
  const amiss = new Set<string>();
  let outcome = first;
  let filled = environment;
  for (let round = 0; round < roundsMax && outcome.kind === 'invalid'; round += 1) {
    const names = outcome.problems.map(({ name }) => name);
    const replaced = names.flatMap((name) => [
      // One that is still amiss with its stand-in is one too many.
      [name, amiss.has(name) ? undefined : (standIns[name] ?? settings[name]?.example)],
      [`${name}_FILE`, undefined],
    ]);
    for (const name of names) amiss.add(name);
    filled = { ...filled, ...Object.fromEntries(replaced) };
    outcome = readSettings(settings, schema, filled);
  }
  const config = outcome.kind === 'valid' ? outcome.config : null;
  return { config, amiss, problems, values: readValues(settings, environment) };
}
