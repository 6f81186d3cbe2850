import { readFile } from 'node:fs/promises';
import type { Settings } from './setting.ts';

/** Paths of the files that secrets are given in, by the setting's name. */
export type SecretFiles = Readonly<Record<string, string>>;

export interface SecretNews {
  readonly name: string;
  /** `unusable`: its file cannot be read, is empty, or holds what cannot be one. The former value counts. */
  readonly kind: 'changed' | 'unusable';
}

/** Secrets of a service that runs. Whoever needs one asks for it at each use: its file may be replaced meanwhile. */
export interface Secrets {
  /** As its file last said; `given` where there is no file. */
  current(name: string, given: string): string;
  /** The former value for as long as the overlap lasts; null where there is none. */
  former(name: string): string | null;
  /** Reads every file again. */
  look(): Promise<readonly SecretNews[]>;
}

export interface SecretsOptions {
  readonly files: SecretFiles;
  /** Whether this could be the secret of that name. */
  readonly isUsable: (name: string, value: string) => boolean;
  readonly now: () => number;
  readonly overlapMs?: number;
}

/** Whoever tells the other side of a new secret has so long. */
const overlapMsUsual = 24 * 3_600_000;

interface Held {
  readonly value: string;
  readonly former: { readonly value: string; readonly until: number } | null;
}

/** Follows the files of secrets. Nothing of what they hold is in what is thrown, told or logged. */
export async function openSecrets({ files, isUsable, now, overlapMs }: SecretsOptions): Promise<Secrets> {
  const held = new Map<string, Held>();
  const read = async (name: string, file: string): Promise<string | null> => {
    const value = await readFile(file, 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
    return value !== '' && isUsable(name, value) ? value : null;
  };

  async function lookAt(name: string, file: string): Promise<SecretNews | null> {
    const value = await read(name, file);
    if (value === null) return { name, kind: 'unusable' };
    const before = held.get(name);
    if (before?.value === value) return null;
    const until = now() + (overlapMs ?? overlapMsUsual);
    held.set(name, { value, former: before === undefined ? null : { value: before.value, until } });
    return before === undefined ? null : { name, kind: 'changed' };
  }

  async function look(): Promise<readonly SecretNews[]> {
    const found = await Promise.all(Object.entries(files).map(([name, file]) => lookAt(name, file)));
    return found.filter((news) => news !== null);
  }

  await look();
  return {
    current: (name, given) => held.get(name)?.value ?? given,
    former(name) {
      const former = held.get(name)?.former ?? null;
      return former !== null && now() < former.until ? former.value : null;
    },
    look,
  };
}

/** Which of the secrets are given in files. */
export function secretFilesOf(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): SecretFiles {
  const named = Object.entries(settings).flatMap(([name, { secret }]) => {
    const file = secret ? environment[`${name}_FILE`] : undefined;
    return file === undefined || file === '' ? [] : [[name, file] as const];
  });
  return Object.fromEntries(named);
}
