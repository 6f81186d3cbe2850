import type { StoredChatMessage } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { IntentOf } from '../routes.ts';
import type { AskToSignIn } from '../session/ask-to-sign-in.ts';
import { judgeAccess } from '../session/judge-access.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn, Turn } from '../turn.ts';
import { asLive, type DialogueDesk, otherOf } from './dialogue-desk.ts';
import type { MirrorPace } from './pace-mirrors.ts';
import { mirrorLater } from './say-words.ts';

interface Needs extends DialogueDesk {
  readonly pace: MirrorPace;
  readonly ask: AskToSignIn;
  /** What went into a ticket or a draft is corrected there. */
  readonly correct: (turn: SignedInTurn, said: IntentOf<'message-edited'>) => Promise<Plan>;
}

/** Somebody corrected what they said in a dialogue: the other side and the ticket read it as well. */
export function correctSaid(needs: Needs) {
  return async (turn: Turn, said: IntentOf<'message-edited'>): Promise<Plan> => {
    const { chatId } = turn.speaker;
    const personId = turn.known?.person.id ?? null;
    const message = personId === null ? null : await needs.chatMessages.findAt({ chatId, messageId: said.messageId });
    if (message !== null && message.senderId === personId) return correct(needs, turn, message, said.text);
    const waiting = personId === null ? null : await correctWaiting(needs, personId, said);
    if (waiting !== null) return waiting;
    const access = judgeAccess(turn, needs.policy.sessionLimits);
    return access.kind === 'none' ? needs.ask(turn, access.reason, 'words') : needs.correct(access.turn, said);
  };
}

async function correct(needs: Needs, turn: Turn, message: StoredChatMessage, text: string | null): Promise<Plan> {
  const { content } = message;
  // A preview of a link that appears is an edit to Telegram, and nobody's words.
  if (content !== null && content.text === text) return planOf();
  const dialogue = asLive(await needs.consultations.findById(message.consultationId));
  if (dialogue === null || content === null || (content.kind === 'text' && text === null)) {
    return planOf({ effects: [notice(turn, { kind: 'edited-too-late' })] });
  }
  const reader = await needs.people.findById(otherOf(dialogue, message.side));
  const to = message.to?.chatId ?? reader?.person.chatId ?? null;
  return planOf({
    changes: [{ kind: 'correct-said', messageId: message.id, content: { ...content, text }, at: turn.now }],
    effects: [
      ...(to === null ? [] : [{ kind: 'relay-edit', chatId: to, messageId: message.id } as const]),
      ...mirrorLater(needs.pace, dialogue.consultation, turn.now),
    ],
  });
}

/** They wait to be told whose they are: they wait as corrected. Null where the message is not one of them. */
async function correctWaiting(
  { unaddressed }: Needs,
  personId: string,
  { messageId, text }: IntentOf<'message-edited'>,
): Promise<Plan | null> {
  const words = await unaddressed.find(personId);
  if (!words.some((each) => each.messageId === messageId)) return null;
  const corrected = words.map((each) =>
    each.messageId === messageId ? { ...each, content: { ...each.content, text } } : each,
  );
  return planOf({ changes: [{ kind: 'keep-unaddressed', personId, words: corrected }] });
}
