import type { Texts } from './texts.ts';

/** Texts about what is kept of a person, in English; a part of the tree in `en.ts`. */
export const privacyEn: Texts['privacy'] = {
  title: '**What we keep**',
  person:
    'Your phone number, name, position and department, encrypted, to know you again. The number of your Telegram account, in clear: by it the bot writes to you. Until you have it erased, or else for {{days}} after your last sign-in, once nothing else of yours is left here.',
  drafts: 'The text and files of a ticket, encrypted, until the ticket system has them.',
  history:
    'Your tickets, what they are about, your conversations with specialists and your ratings, encrypted, for {{days}} after they are over, so that you see your history.',
  facts: 'What happened to a ticket and when, without text and without names, for statistics.',
  log: 'A log of actions, without your words, for security reviews: {{days}}.',
  logUntold: 'A log of actions, without your words, for security reviews.',
  elsewhere:
    'The texts of all tickets are kept by your organisation’s ticket system; Telegram, too, sees what is written in this chat. The bot cannot erase anything there.',
  choices: 'You can get your data as a file, or have it erased: once you are signed in, two buttons for it are here.',
  note: '{{text}}',
  data: {
    begun: 'We are gathering everything we keep about you. The file will come here.',
    tooSoon: 'You have had the file already. You can ask for a new one {{at}}.',
    'session-ended': 'To have the file, please confirm once more that it is you. Then try again: /privacy',
    'not-now': 'We cannot gather the file right now. Please try again later: /privacy',
  },
  erasing: {
    title: '**Erase everything about you?**',
    goes: 'Gone for good: your profile and phone number, your access, drafts, your list of tickets, conversations and ratings in this bot, the buttons below messages. In a week nobody can tell from the log of actions that it was you.',
    stays:
      'What stays: tickets and comments in the ticket system, statistics without names. What was written in this chat you can delete in Telegram itself.',
    after: 'Tickets filed through the bot will not be shown here any more, even if you come back.',
    asked: 'This is the last step: nobody can bring back what is erased. Erase it?',
    dropped: 'Everything stays as it was.',
    begun: 'Erasing. We will write here as soon as it is done.',
    refused: 'It cannot be erased right now.',
    obstacle: {
      consultation: 'You are waiting for a consultation, or in one: please end it first.',
      sending: 'A ticket or message of yours is still on its way to the ticket system: please wait a few minutes.',
      'on-shift': 'You are on shift or on a break: please end your shift first.',
      assigned: 'You have open tickets: please pass them on to colleagues first.',
    },
    tryAgain: 'Then try again: /privacy',
    'session-ended': 'Nothing was erased: please confirm once more that it is you. Then try again: /privacy',
    'not-now': 'It cannot be erased right now, and nothing is gone. Please try again later: /privacy',
    done: 'Done, everything about you is erased. Thank you for having been with us.\nIf you need the bot again, press /start.',
  },
};

export const privacyButtonsEn = {
  privacy: 'What we keep',
  'export-data': 'Get my data',
  'erase-me': 'Erase everything about me',
  'erase-sure': 'Continue',
  'erase-for-good': 'Erase for good',
  'keep-me': 'Keep everything',
} as const;
