import type { Texts } from './texts.ts';

/** Texts about confirming a sign-in, in English; a part of the tree in `en.ts`. */
export const confirmationEn = {
  sent: 'We have sent a code to your work mailbox ({{domain}}). Write it here; it is good until {{until}}.',
  failed:
    'The letter with the code could not be sent: the mail server is not answering. Please try again a little later.',
  tooMany: 'Several codes have been sent for you in a row. You can ask for another {{at}}.',
  noMailbox:
    'The staff list has no work mailbox of yours, so there is nowhere to send a code. Your supervisor can confirm you.',
  orSupervisor: 'Cannot get to your mail? Your supervisor can confirm you.',
  comparison: 'Your supervisor has been asked. Read them this comparison code: **{{code}}**.',
  first:
    'First, please write the code from the letter, or use the buttons above. What you wrote is kept: we will go on right after.',
  wrong_one: 'This is not the code. {{count}} try left.',
  wrong_other: 'This is not the code. {{count}} tries left.',
  worthless: 'This code is no longer good. Please ask for a new one.',
  tooSoon: 'A letter has just been sent. You can ask for another code {{at}}.',
  stale: 'This code is no longer needed, so we removed it from the chat.',
  unchecked: 'The code cannot be checked right now. Please write it again in a minute.',
  over: 'The time to confirm is over. To begin again, please share your number.',
  cancelled: 'The sign-in is cancelled. To begin again, share your number.',
  notYet: 'Your supervisor has not confirmed yet.',
  noSupervisor: 'We found no supervisor who could confirm you. Please write to {{contact}}.',
  confirmed: 'Your supervisor has confirmed you.',
  refused: 'Your supervisor did not confirm you. If this is a mistake, please write to {{contact}}.',
  asked: 'A colleague asks you to confirm a sign-in to the bot. Before you do, hear the comparison code from them.',
  none: 'Nobody is waiting for you to confirm them.',
  request:
    '**{{name}}**, {{department}}, would like to sign in.\nComparison code: **{{code}}**. Confirm only if your colleague has read you this very code in person. Good until {{until}}.',
  judged: {
    confirm: 'The sign-in is confirmed.',
    refuse: 'The sign-in is not confirmed. The attempt is in the log.',
    gone: 'This is no longer open: its time is over, or somebody has decided.',
    'too-many': 'You have confirmed many sign-ins within the hour. Please try again later.',
  },
} as const satisfies Texts['confirmation'];

export const confirmationButtonsEn = {
  'resend-code': 'Send a new code',
  'ask-supervisor': 'Ask my supervisor',
  'finish-confirmation': 'Go on',
  'cancel-confirmation': 'Cancel',
  confirmations: 'Who is waiting',
  'verdict-confirm': 'Confirm',
  'verdict-refuse': 'Do not confirm',
} as const;
