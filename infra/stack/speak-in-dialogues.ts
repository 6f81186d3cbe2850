import type { RecordedCall } from '@desk/telegram-simulator';
import type { DialogueStage } from './dialogue-stage.ts';
import type { Saying } from './judge-dialogues.ts';
import { codeOf, wordsOf } from './listen-to-dialogues.ts';

/** People who take turns in their dialogues, and what they have said so far. */
export interface Speakers {
  /** Whoever's turn it is in that dialogue speaks. Resolves with the key of the message once Telegram has it. */
  speak(dialogue: number): Promise<string>;
  said(): readonly Saying[];
}

/** `before`: how many codes are taken already. */
export function openSpeakers({ dialogues }: Pick<DialogueStage, 'dialogues'>, before = 0): Speakers {
  const said: Saying[] = [];
  const turns = dialogues.map(() => 0);
  return {
    async speak(at) {
      const dialogue = dialogues[at];
      if (!dialogue) throw new Error(`There is no dialogue ${at}.`);
      const turn = turns[at] ?? 0;
      turns[at] = turn + 1;
      const side = turn % 2 === 0 ? 'employee' : 'specialist';
      const code = codeOf(before + said.length + 1);
      said.push({ code, dialogue: at, side });
      const { id } = await dialogue[side].send(wordsOf(code));
      return keyOf(dialogue[side].id, id);
    },
    said: () => said,
  };
}

/** Which message a call of the bot brings to the other side; undefined: none. */
export function keyOfCopy({ method, payload }: RecordedCall): string | undefined {
  return method === 'copyMessage' ? keyOf(payload.from_chat_id, payload.message_id) : undefined;
}

function keyOf(chatId: unknown, messageId: unknown): string {
  return `${String(chatId)}/${String(messageId)}`;
}
