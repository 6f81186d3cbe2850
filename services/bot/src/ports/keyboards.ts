import type { Action } from './action.ts';

/** Buttons as they were shown, by the opaque id that Telegram carries. */
export interface Keyboards {
  /**
   * The action behind `<keyboardId>.<index>`, for the chat and person it was shown to. `forged`: no such button was
   * ever made, or it is someone else's; otherwise it has simply had its day.
   */
  find(press: {
    readonly data: string;
    readonly chatId: number;
    readonly telegramId: number;
  }): Promise<
    { readonly kind: 'found'; readonly action: Action } | { readonly kind: 'unknown'; readonly forged: boolean }
  >;
}
