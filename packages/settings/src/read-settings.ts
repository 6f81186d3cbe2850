import { readFileSync } from 'node:fs';
import type { Settings } from './setting.ts';

export interface SettingProblem {
  readonly name: string;
  /** What is wrong, and what to do about it. Never the value. */
  readonly line: string;
}

export type SettingsOutcome<Config> =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly SettingProblem[] };

/** The part of a zod schema that is needed here. */
export interface Schema<Config> {
  safeParse(values: unknown):
    | { readonly success: true; readonly data: Config; readonly error?: undefined }
    | {
        readonly success: false;
        readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
      };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every setting at once, so that one look at the problems is enough. */
export function readSettings<Config>(
  settings: Settings,
  schema: Schema<Config>,
  environment: Environment,
): SettingsOutcome<Config> {
  const { values, problems } = collect(settings, environment);
  const parsed = schema.safeParse(values);
  if (parsed.success && problems.length === 0) return { kind: 'valid', config: parsed.data };
  const named = new Set(problems.map(({ name }) => name));
  for (const { path } of parsed.error?.issues ?? []) {
    const name = String(path[0]);
    const setting = settings[name];
    if (named.has(name) || !setting) continue;
    named.add(name);
    const wrong = values[name] === undefined ? 'is missing' : 'cannot be used as it is';
    problems.push({ name, line: `${name} ${wrong}. ${setting.meaning} For example: ${setting.example}` });
  }
  return { kind: 'invalid', problems };
}

/** What is given, secrets from their files included; what cannot be read is left out. */
export function readValues(settings: Settings, environment: Environment): Readonly<Record<string, string>> {
  return collect(settings, environment).values;
}

function collect(settings: Settings, environment: Environment) {
  const values: Record<string, string> = {};
  const problems: SettingProblem[] = [];
  for (const [name, { secret }] of Object.entries(settings)) {
    const given = environment[name] || undefined;
    const file = secret ? environment[`${name}_FILE`] || undefined : undefined;
    if (given !== undefined && file !== undefined) {
      problems.push({ name, line: `${name} and ${name}_FILE are both given. Leave one of them out.` });
    } else if (file !== undefined) {
      const held = readSecret(file);
      if (held === null) problems.push({ name, line: `${name}_FILE names a file that is empty or cannot be read.` });
      else values[name] = held;
    } else if (given !== undefined) {
      values[name] = given;
    }
  }
  return { values, problems };
}

function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
