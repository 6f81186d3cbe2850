/** One environment variable of a service, for its messages, `.env.example` and the table in docs/operations.md. */
export interface Setting {
  /** What it is and, where it has to be given, what to give. */
  readonly meaning: string;
  /** As written in the environment; null: must be given, or may be left out where `meaning` says so. */
  readonly usual: string | null;
  readonly example: string;
  /** May be given as `NAME_FILE` as well: the path of a file that holds it. Never printed. */
  readonly secret: boolean;
}

export type Settings = Readonly<Record<string, Setting>>;

export function plain(meaning: string, usual: string | null, example: string): Setting {
  return { meaning, usual, example, secret: false };
}

export function secret(meaning: string, example: string): Setting {
  return { meaning, usual: null, example, secret: true };
}
