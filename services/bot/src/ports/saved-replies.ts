import type { Localised } from '@desk/domain';

/** What specialists say again and again. `{employee}`, `{number}` and `{specialist}` in the text are filled in. */
export interface SavedReply {
  readonly id: string;
  readonly title: Localised;
  readonly text: Localised;
  /** Ids of the teams that use it; null: all of them. */
  readonly teams: readonly string[] | null;
}
