import type { Localised } from '@desk/domain';
import type { Action } from '../ports/action.ts';
import type { Person } from '../ports/people.ts';
import type { Placement, ShowEffect } from '../ports/plan.ts';
import type { Button, Keyboard, Screen } from '../ports/screen.ts';
import type { Turn } from './turn.ts';

/** A screen with what can be done on it. */
export interface View {
  readonly screen: Screen;
  readonly keyboard: Keyboard | null;
  /** The ticket it tells of: a reply to it is meant for that ticket. */
  readonly about?: string;
  /** Comes without a sound. */
  readonly silent?: boolean;
  /** The card it answers. */
  readonly answers?: string;
}

export const asMessage: Placement = { kind: 'message' };

const unmarked = { about: null, silent: false };

/** Who is answered, and in which language. */
type Addressed = Pick<Turn, 'speaker' | 'language'>;

/** To whoever speaks in this turn. */
export function reply(turn: Addressed, view: View, placement: Placement = asMessage): ShowEffect {
  return { kind: 'show', chatId: turn.speaker.chatId, language: turn.language, ...unmarked, ...view, placement };
}

/** A screen without buttons, in a message of its own. */
export function notice(turn: Addressed, screen: Screen): ShowEffect {
  return reply(turn, { screen, keyboard: null });
}

/** To someone else, or at another time; nothing where nobody would see it. */
export function tell(person: Person, view: View, placement: Placement = asMessage): readonly ShowEffect[] {
  if (person.blockedAt !== null || person.detachedAt !== null) return [];
  return [{ kind: 'show', chatId: person.chatId, language: person.language, ...unmarked, ...view, placement }];
}

export function press(
  action: Action,
  more: Pick<Extract<Button, { readonly kind: 'press' }>, 'label' | 'caption' | 'about'> = {},
): Button {
  return { kind: 'press', action, ...more };
}

export function buttons(...rows: readonly (readonly Button[])[]): Keyboard {
  return { kind: 'buttons', rows: rows.filter((row) => row.length > 0) };
}

/** A name or number, which reads the same in every language. */
export function asItIs(text: string): Localised {
  return { uk: text, en: text };
}
