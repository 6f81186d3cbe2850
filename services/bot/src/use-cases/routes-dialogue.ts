import type { Plan } from '../ports/plan.ts';
import { askColleague } from './consultation/ask-colleague.ts';
import { planEvent } from './consultation/plan-event.ts';
import { answerUnsupported } from './conversation/answer-unexpected.ts';
import { addressWords, dropWords } from './dialogue/address-words.ts';
import { askToWhom } from './dialogue/ask-to-whom.ts';
import { correctSaid } from './dialogue/correct-said.ts';
import type { DialogueDesk } from './dialogue/dialogue-desk.ts';
import { askSummary, chooseColleague, handOver } from './dialogue/hand-over.ts';
import { hearCard, hearGesture, hearMessage, hearUnsupported } from './dialogue/hear-words.ts';
import { paceMirrors } from './dialogue/pace-mirrors.ts';
import { askRatingComment, commentRating, rateConsultation } from './dialogue/rate-consultation.ts';
import { listSavedWords, saySaved } from './dialogue/saved-words.ts';
import { sendAgain } from './dialogue/send-again.ts';
import { promptInDialogue, showDialogueMenu } from './dialogue/show-dialogue-menu.ts';
import { askForAnother, endDialogue, stayHere } from './dialogue/steer-dialogue.ts';
import type { EmployeeDesk } from './employee-desk.ts';
import type { IntentOf, Routes } from './routes.ts';
import { askToSignIn } from './session/ask-to-sign-in.ts';
import type { SignedInTurn } from './turn.ts';
import type { AnswerPrompt } from './writing/answer-prompt.ts';

type DialogueAction =
  | 'end-dialogue'
  | 'still-here'
  | 'ask-another'
  | 'dialogue-more'
  | 'dialogue-note'
  | 'dialogue-replies'
  | 'say-reply'
  | 'hand-over'
  | 'hand-over-to'
  | 'dialogue-resolve'
  | 'send-again'
  | 'address-words'
  | 'drop-words'
  | 'rate'
  | 'comment-rating';

/** What is done with words that are for no dialogue. */
export interface Elsewhere {
  readonly message: (turn: SignedInTurn, said: IntentOf<'message'>) => Promise<Plan>;
  readonly corrected: (turn: SignedInTurn, said: IntentOf<'message-edited'>) => Promise<Plan>;
}

/** What prompts of a dialogue asked for. */
export function dialoguePrompts(desk: DialogueDesk): AnswerPrompt {
  const give = handOver({ ...desk, askColleague: askColleague(desk) });
  const comment = commentRating({ ...desk, planEvent: planEvent(desk) });
  return (turn, part, composition) =>
    composition.purpose.kind === 'handover' ? give(turn, part, composition) : comment(turn, part, composition);
}

/**
 * What people say and do in live dialogues. A dialogue that runs may finish, and be rated, without a session; what a
 * specialist does to the ticket meanwhile needs one.
 */
export function dialogueRoutes(desk: EmployeeDesk, elsewhere: Elsewhere) {
  const pace = paceMirrors();
  const needs = { ...desk, planEvent: planEvent(desk), ask: askToSignIn(desk), askToWhom: askToWhom(desk), pace };
  const comment = commentRating(needs);
  const hearing = { ...needs, comment };
  const otherwise = answerUnsupported(desk);
  const actions: Pick<Routes['actions'], DialogueAction> = {
    'end-dialogue': { needs: 'anyone', answer: endDialogue(needs) },
    'still-here': { needs: 'anyone', answer: stayHere(needs) },
    'ask-another': { needs: 'anyone', answer: askForAnother(needs) },
    'dialogue-more': { needs: 'specialist', answer: showDialogueMenu(needs) },
    'dialogue-note': { needs: 'specialist', answer: promptInDialogue(needs, 'note') },
    'dialogue-replies': { needs: 'specialist', answer: listSavedWords(needs) },
    'say-reply': { needs: 'specialist', answer: saySaved(needs) },
    'hand-over': { needs: 'specialist', answer: chooseColleague(needs) },
    'hand-over-to': { needs: 'specialist', answer: askSummary(needs) },
    'dialogue-resolve': { needs: 'specialist', answer: promptInDialogue(needs, 'resolve') },
    'send-again': { needs: 'anyone', answer: sendAgain(needs) },
    'address-words': { needs: 'anyone', answer: addressWords(needs) },
    'drop-words': { needs: 'anyone', answer: dropWords() },
    rate: { needs: 'anyone', answer: rateConsultation(needs) },
    'comment-rating': { needs: 'anyone', answer: askRatingComment(needs) },
  };
  const others: Pick<Routes['others'], 'message-edited' | 'gesture' | 'unsupported'> = {
    'message-edited': { needs: 'anyone', answer: correctSaid({ ...needs, correct: elsewhere.corrected }) },
    gesture: { needs: 'anyone', answer: hearGesture({ ...hearing, otherwise }) },
    unsupported: { needs: 'anyone', answer: hearUnsupported({ ...hearing, otherwise }) },
  };
  return {
    ...{ actions, others, card: hearCard(hearing) },
    hearMessage: hearMessage({ ...hearing, receive: elsewhere.message }),
  };
}
