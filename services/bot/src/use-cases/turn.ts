import type { Language, LiveSession } from '@desk/domain';
import type { Talk } from '../ports/consultations.ts';
import type { Acquaintance, GatewayTie, Person, StoredDuty } from '../ports/people.ts';
import type { Speaker } from './intent.ts';

/** One update being answered. `now` is read once, so that everything in a turn happens at one instant. */
export interface Turn {
  readonly now: number;
  readonly speaker: Speaker;
  /** The person's choice; before there is one, what Telegram says. */
  readonly language: Language;
  readonly known: Acquaintance | null;
  /** Read only with what may be said in a dialogue. */
  readonly talk: Talk;
}

export type LiveDeskSession = LiveSession & GatewayTie & { readonly version: number };

/** A turn of someone whose session is live: the only kind that most use cases accept. */
export interface SignedInTurn extends Turn {
  readonly person: Person;
  readonly session: LiveDeskSession;
  readonly duty: StoredDuty | null;
}
