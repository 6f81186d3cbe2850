import { orCode } from './confirmation/enter-code.ts';
import { waitingRoutes } from './confirmation/press-while-waiting.ts';
import { answerGroup, answerUnknownButton, answerUnknownCommand } from './conversation/answer-unexpected.ts';
import { greet } from './conversation/greet.ts';
import { noteBlocked, noteUnblocked } from './conversation/note-blocking.ts';
import { showHelp } from './conversation/show-help.ts';
import { orAfterword } from './dialogue/hear-words.ts';
import type { EmployeeDesk } from './employee-desk.ts';
import { changeDraftRoutes } from './filing/change-draft.ts';
import { chooseType, chooseValue } from './filing/choose-type.ts';
import { collectMessage, correctMessage } from './filing/collect-message.ts';
import { discardDraft, restoreDraft } from './filing/discard-draft.ts';
import { presentDraft } from './filing/present-draft.ts';
import { sendDraft } from './filing/send-draft.ts';
import { startNewTicket } from './filing/start-ticket.ts';
import { stepDraft } from './filing/step-draft.ts';
import { submitDraft } from './filing/submit-draft.ts';
import { confirmSolution, rejectSolution } from './news/answer-solution.ts';
import { openComment } from './news/open-comment.ts';
import { getFile } from './news/send-file.ts';
import { askErasing, beginErasing, dropErasing, explainErasing } from './privacy/ask-erasing.ts';
import { exportData } from './privacy/export-data.ts';
import { showPrivacy } from './privacy/show-privacy.ts';
import type { EmployeeRoutes } from './routes.ts';
import { lineRoutes } from './routes-consultation.ts';
import { dialoguePrompts, dialogueRoutes } from './routes-dialogue.ts';
import { writingRoutes } from './routes-writing.ts';
import { admitPerson } from './session/admit-person.ts';
import { askToSignIn } from './session/ask-to-sign-in.ts';
import { changeLanguage, showSettings } from './session/change-language.ts';
import { signIn } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { listMyTickets } from './tickets/list-my-tickets.ts';
import { openTicket } from './tickets/open-ticket.ts';

/** What every employee can say, and who answers it. */
export function employeeRoutes(desk: EmployeeDesk): EmployeeRoutes {
  const present = presentDraft(desk);
  const step = stepDraft({ ...desk, present });
  const submit = submitDraft(desk);
  const filing = { ...desk, present, step, submit };
  const drafting = { collect: orAfterword(desk, collectMessage(filing)), correct: correctMessage(filing) };
  const writing = writingRoutes(desk, drafting, dialoguePrompts(desk));
  const dialogue = dialogueRoutes(desk, writing);
  const admit = admitPerson({ ...desk, present });
  const newTicket = startNewTicket(filing);
  const myTickets = listMyTickets(desk);
  return {
    commands: {
      start: { needs: 'anyone', answer: greet(desk) },
      help: { needs: 'anyone', answer: showHelp() },
      privacy: { needs: 'anyone', answer: showPrivacy(desk) },
      unknown: { needs: 'anyone', answer: answerUnknownCommand() },
    },
    menu: {
      'new-ticket': { needs: 'session', answer: newTicket },
      'my-tickets': { needs: 'session', answer: (turn) => myTickets(turn) },
      help: { needs: 'anyone', answer: showHelp() },
      settings: { needs: 'session', answer: showSettings() },
    },
    actions: {
      ...draftRoutes(filing),
      ...writing.actions,
      ...dialogue.actions,
      ...lineRoutes(desk, filing),
      'new-ticket': { needs: 'session', answer: newTicket },
      'my-tickets': { needs: 'session', answer: myTickets },
      ...newsRoutes(desk),
      'open-ticket': { needs: 'session', answer: openTicket({ ...desk, ask: askToSignIn(desk) }) },
      settings: { needs: 'session', answer: showSettings() },
      'choose-language': { needs: 'session', answer: changeLanguage() },
      ...waitingRoutes({ ...desk, admit }),
      'sign-out': { needs: 'session', answer: signOut(desk) },
      privacy: { needs: 'anyone', answer: showPrivacy(desk) },
      'export-data': { needs: 'session', answer: exportData(desk) },
      'erase-me': { needs: 'session', answer: explainErasing(desk) },
      'erase-sure': { needs: 'session', answer: askErasing() },
      'erase-for-good': { needs: 'session', answer: beginErasing(desk) },
      'keep-me': { needs: 'anyone', answer: dropErasing() },
    },
    others: {
      contact: { needs: 'anyone', answer: signIn({ ...desk, admit, letIn: writing.letIn, share: dialogue.card }) },
      ...dialogue.others,
      message: { needs: 'anyone', answer: orCode({ ...desk, admit }, dialogue.hearMessage) },
      'pressed-unknown': { needs: 'anyone', answer: answerUnknownButton() },
      'bot-blocked': { needs: 'anyone', answer: noteBlocked() },
      'bot-unblocked': { needs: 'anyone', answer: noteUnblocked(desk) },
      group: { needs: 'anyone', answer: answerGroup() },
    },
  };
}

type DraftNeeds = Parameters<typeof changeDraftRoutes>[0] &
  Parameters<typeof chooseType>[0] &
  Parameters<typeof chooseValue>[0] &
  Parameters<typeof sendDraft>[0] &
  Parameters<typeof discardDraft>[0] &
  Parameters<typeof restoreDraft>[0];

/** The buttons of a ticket that is being written. */
function draftRoutes(filing: DraftNeeds) {
  return {
    ...changeDraftRoutes(filing),
    'choose-type': { needs: 'session', answer: chooseType(filing) },
    'choose-value': { needs: 'session', answer: chooseValue(filing) },
    'send-draft': { needs: 'session', answer: sendDraft(filing) },
    'discard-draft': { needs: 'session', answer: discardDraft(filing) },
    'restore-draft': { needs: 'session', answer: restoreDraft(filing) },
  } satisfies Partial<EmployeeRoutes['actions']>;
}

/** The buttons below what is told of a ticket. */
function newsRoutes(desk: EmployeeDesk) {
  return {
    'confirm-solution': { needs: 'session', answer: confirmSolution(desk) },
    'reject-solution': { needs: 'session', answer: rejectSolution(desk) },
    'get-file': { needs: 'session', answer: getFile(desk) },
    'open-comment': { needs: 'session', answer: openComment(desk) },
  } satisfies Partial<EmployeeRoutes['actions']>;
}
