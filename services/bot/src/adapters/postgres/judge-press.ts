import type { Action } from '../../ports/action.ts';
import type { Keyboards } from '../../ports/keyboards.ts';
import { retentionClasses } from '../../ports/retention-classes.table.ts';

/** Buttons older than this are forgotten: whoever finds them in an old message is told that they have had their day. */
export const keyboardsKeptDays = retentionClasses.keyboards.keptDays;

const dayMs = 86_400_000;
const pressPattern = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.(0|[1-9]\d{0,2})$/;

export interface PressedButton {
  readonly keyboardId: string;
  readonly index: number;
}

/** Buttons as they were shown, and to whom. */
export interface ShownKeyboard {
  readonly chatId: number;
  readonly telegramId: number;
  readonly actions: readonly Action[];
}

type Press = Parameters<Keyboards['find']>[0];
type Found = Awaited<ReturnType<Keyboards['find']>>;

const forged: Found = { kind: 'unknown', forged: true };

/** The button that a press says it is of, in the one way in which the desk writes it; null for anything else. */
export function readPress(data: string): PressedButton | null {
  const [, keyboardId, index] = pressPattern.exec(data) ?? [];
  return keyboardId === undefined ? null : { keyboardId, index: Number(index) };
}

/** `shown`: the keyboard of that id; null where there is none. */
export function judgePress(
  button: PressedButton | null,
  shown: ShownKeyboard | null,
  { chatId, telegramId }: Press,
  now: number,
): Found {
  if (button === null) return forged;
  if (shown === null) {
    return { kind: 'unknown', forged: madeAt(button.keyboardId) > now - keyboardsKeptDays * dayMs };
  }
  if (shown.chatId !== chatId || shown.telegramId !== telegramId) return forged;
  const action = shown.actions[button.index];
  return action ? { kind: 'found', action } : forged;
}

/** A UUID of version 7 begins with the milliseconds of its making. */
function madeAt(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}
