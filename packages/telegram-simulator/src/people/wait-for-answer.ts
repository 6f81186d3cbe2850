import type { CallbackAnswer, ChatRecord } from '../state/records.ts';
import type { World } from '../state/world.ts';

/** The bot's answer to one press, given already or as soon as it comes; rejects after the deadline (real time). */
export function waitForAnswer(
  world: World,
  chat: ChatRecord,
  given: readonly CallbackAnswer[],
  callbackQueryId: string,
  deadlineMs: number,
): Promise<CallbackAnswer> {
  const known = given.find((answer) => answer.callbackQueryId === callbackQueryId);
  if (known) return Promise.resolve(known);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`The bot did not answer the press ${callbackQueryId} within ${deadlineMs} ms.`));
    }, deadlineMs);
    const unsubscribe = world.subscribe(chat.id, (event) => {
      if (event.kind !== 'answer' || event.answer.callbackQueryId !== callbackQueryId) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(event.answer);
    });
  });
}
