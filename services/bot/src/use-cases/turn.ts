import type { Language } from '@desk/domain';
import type { Acquaintance, DeskSession, Person, StoredDuty } from '../ports/people.ts';
import type { Plan } from '../ports/plan.ts';
import type { Intent, Speaker } from './intent.ts';

/** One update being answered. `now` is read once, so that everything in a turn happens at one instant. */
export interface Turn {
  readonly now: number;
  readonly speaker: Speaker;
  readonly language: Language;
  readonly known: Acquaintance | null;
}

/** A turn of someone whose session is live: the only kind that most use cases accept. */
export interface SignedInTurn extends Turn {
  readonly person: Person;
  readonly session: DeskSession;
  readonly duty: StoredDuty | null;
}

/** A use case for one kind of intent: load through ports, ask the domain, return the plan. */
export type Answer<I extends Intent = Intent, T extends Turn = SignedInTurn> = (turn: T, intent: I) => Promise<Plan>;
