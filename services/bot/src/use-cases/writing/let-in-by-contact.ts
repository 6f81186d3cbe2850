import type { LetIn } from '../session/sign-in.ts';
import type { AnswerPrompt } from './answer-prompt.ts';
import { openComposition } from './composition.ts';

/** *Add a colleague* may be answered with their card out of the address book: its number says who it is. */
export function letInByContact(answerPrompt: AnswerPrompt): LetIn {
  return async (turn, { messageId, phone }) => {
    const composition = openComposition(turn);
    if (composition?.purpose.kind !== 'participant') return null;
    return answerPrompt(turn, { messageId, albumId: null, text: phone, file: null }, composition);
  };
}
