import type { Plan } from '../ports/plan.ts';
import type { EmployeeDesk } from './employee-desk.ts';
import type { IntentOf, Routes } from './routes.ts';
import { showWays } from './tickets/show-ways.ts';
import type { SignedInTurn } from './turn.ts';
import { type AnswerPrompt, answerPrompt } from './writing/answer-prompt.ts';
import { choosePriority, moveTicket, setPriority } from './writing/change-directly.ts';
import { chooseTarget, chooseTransfer } from './writing/choose-target.ts';
import { correctWritten } from './writing/correct-written.ts';
import { endWriting } from './writing/end-writing.ts';
import { goWordless } from './writing/go-wordless.ts';
import { letInByContact } from './writing/let-in-by-contact.ts';
import { openPrompt } from './writing/open-prompt.ts';
import { passOn } from './writing/pass-on.ts';
import { receiveMessage } from './writing/receive-message.ts';
import { findReply, listReplies, sendReply, showReply } from './writing/saved-replies.ts';

type WritingAction =
  | 'write'
  | 'end-writing'
  | 'go-wordless'
  | 'more-ways'
  | 'move-ticket'
  | 'priority-of'
  | 'set-priority'
  | 'transfer'
  | 'transfer-to'
  | 'saved-replies'
  | 'show-reply'
  | 'send-reply';

/** What goes into a draft, where it is for no ticket. */
interface Drafting {
  readonly collect: (turn: SignedInTurn, said: IntentOf<'message'>) => Promise<Plan>;
  readonly correct: (turn: SignedInTurn, said: IntentOf<'message-edited'>) => Promise<Plan>;
}

/** What people write and change about tickets that exist, and who answers it. */
export function writingRoutes(desk: EmployeeDesk, drafting: Drafting, inDialogue: AnswerPrompt) {
  const pass = passOn(desk);
  const answer = answerPrompt({ ...desk, passOn: pass, findReply: findReply(desk), inDialogue });
  const actions: Pick<Routes['actions'], WritingAction> = {
    write: { needs: 'session', answer: openPrompt(desk) },
    'end-writing': { needs: 'session', answer: endWriting() },
    'go-wordless': { needs: 'session', answer: goWordless({ passOn: pass }) },
    'more-ways': { needs: 'session', answer: showWays(desk) },
    'move-ticket': { needs: 'specialist', answer: moveTicket(desk) },
    'priority-of': { needs: 'session', answer: choosePriority(desk) },
    'set-priority': { needs: 'session', answer: setPriority(desk) },
    transfer: { needs: 'specialist', answer: chooseTarget(desk) },
    'transfer-to': { needs: 'specialist', answer: chooseTransfer(desk) },
    'saved-replies': { needs: 'specialist', answer: listReplies(desk) },
    'show-reply': { needs: 'specialist', answer: showReply(desk) },
    'send-reply': { needs: 'specialist', answer: sendReply(desk) },
  };
  return {
    actions,
    message: receiveMessage({ ...desk, answerPrompt: answer, collect: drafting.collect }),
    letIn: letInByContact(answer),
    corrected: correctWritten({ ...desk, correct: drafting.correct }),
  };
}
