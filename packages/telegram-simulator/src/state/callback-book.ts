import { randomInt } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { CALLBACK_LIFE_MS } from '../delivery/update-queue.ts';

/** Presses remembered for their answers; an older one can no longer be answered. */
const PRESSES_REMEMBERED_MAX = 50_000;

export interface Press {
  callbackQueryId: string;
  chatId: number;
  personId: number;
  pressedAtMs: number;
}

/** Which presses still wait for answerCallbackQuery. */
export class CallbackBook {
  readonly #clock: Clock;
  readonly #open = new Map<string, Press>();

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock;
  }

  press(chatId: number, personId: number): Press {
    const press: Press = { callbackQueryId: newCallbackQueryId(), chatId, personId, pressedAtMs: this.#clock.now() };
    this.restore(press);
    return press;
  }

  restore(press: Press): void {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= PRESSES_REMEMBERED_MAX && oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(press.callbackQueryId, press);
  }

  /** The press, if it may still be answered; a press may be answered once. */
  answer(callbackQueryId: string): Press | undefined {
    const press = this.#open.get(callbackQueryId);
    this.#open.delete(callbackQueryId);
    if (!press || this.#clock.now() - press.pressedAtMs >= CALLBACK_LIFE_MS) return undefined;
    return press;
  }
}

function newCallbackQueryId(): string {
  return `${randomInt(1, 2 ** 31)}${String(randomInt(0, 2 ** 31)).padStart(10, '0')}`;
}
