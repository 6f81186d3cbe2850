/** Texts of live dialogues, in English; a part of the tree in `consultation-en.ts`. */
export const dialogueEn = {
  connected: {
    employee:
      '**{{name}}** is here. Just write: text, photos, voice messages.\nThe conversation will be kept in ticket **{{number}}**.',
    specialist:
      '**{{name}}** is on the line · **{{number}}**\nWhatever you write here is read by them and kept in the ticket. You have the first word.',
  },
  several_one: 'You have {{count}} conversation.',
  several_other:
    'You have {{count}} conversations: reply to a message of the one you write to. If we are not sure, we will ask.',
  silence: {
    you: 'Are you still there? Without a message by {{until}} the conversation will end; the ticket stays.',
    employee:
      'No answer so far. If nothing changes by {{until}}, the conversation will end; the ticket stays. You can ask for another specialist.',
    specialist:
      '**{{number}}**: nothing from the other side for a while. Without a message by {{until}} the conversation will end.',
  },
  youSpecialist:
    '**{{number}}**: are you still there? They are waiting for your answer. Without one by {{until}} the conversation will end.',
  ended: {
    employee: {
      'by-employee': 'The conversation has ended and will be kept in ticket **{{number}}**.',
      'by-specialist': 'The conversation has ended and will be kept in ticket **{{number}}**.',
      'by-supervisor': 'The team’s supervisor has ended the conversation. It will be kept in ticket **{{number}}**.',
      'employee-silent':
        'There was no message from you, so the conversation has ended. It will be kept in ticket **{{number}}**, and you can come back to it at any time.',
      'specialist-silent':
        'We are sorry: there was no answer, so the conversation has ended. Ticket **{{number}}** stays in work, and you can call a specialist again.',
      'employee-unreachable': 'The conversation has ended and will be kept in ticket **{{number}}**.',
      'employee-dismissed': 'The conversation has ended.',
    },
    specialist: {
      'by-employee': '**{{number}}**: the other side has ended the conversation. It will be kept in the ticket.',
      'by-specialist': '**{{number}}**: the conversation has ended and will be kept in the ticket.',
      'by-supervisor':
        '**{{number}}**: the team’s supervisor has ended the conversation. It will be kept in the ticket.',
      'employee-silent':
        '**{{number}}**: nothing from the other side, so the conversation has ended. It will be kept in the ticket.',
      'specialist-silent': '**{{number}}**: there was no answer from you, so the conversation has ended.',
      'employee-unreachable':
        '**{{number}}**: they can no longer be reached (the bot is blocked), so the conversation has ended. The last messages may not have arrived, but the ticket keeps them.',
      'employee-dismissed': '**{{number}}**: their access has ended, and so has the conversation.',
    },
  },
  over: 'The conversation about **{{number}}** has ended already.',
  transferRefused: {
    declined: '**{{number}}**: {{name}} cannot take the conversation over right now. It stays with you.',
    missed: '**{{number}}**: {{name}} does not answer. The conversation stays with you.',
    withdrawn: '**{{number}}**: {{name}} is no longer on shift. The conversation stays with you.',
  },
  handedOver: '**{{number}}**: {{name}} has the conversation now. Thank you.',
  replaced: '**{{number}}**: somebody else will go on with the conversation.',
  finishOrHandOver:
    'Your shift is over, and the conversation with {{name}} about **{{number}}** goes on. Finish it or hand it over.',
  menu: '**{{number}}** · {{name}}. What would you like to do?',
  chooseColleague: 'Who is to take over the conversation about **{{number}}**? Those on shift and free come first.',
  chooseNobody: 'Nobody on shift can take over the conversation about **{{number}}** right now.',
  summaryAsked:
    'Write a few sentences for {{name}}: what it is about and what has been done. The other side of **{{number}}** will not see them.',
  summaryTooLong: 'That is too long for a summary: please keep it within {{max}} characters.',
  askedColleague:
    '**{{number}}**: waiting for an answer. {{name}} can take the conversation over until {{until}}; it is yours until then.',
  colleagueNotFree: '{{name}} cannot take a conversation right now. Choose another colleague or go on yourself.',
  toWhom_one: 'Who is this message for? You have several conversations, so we ask.',
  toWhom_other: 'Who are these {{count}} messages for? You have several conversations, so we ask.',
  notRelayed: {
    sender: {
      unsupported:
        'This cannot be passed on in a conversation. Please send it another way: as text, a photo or a file.',
      'too-large': 'The file is too large and was not passed on. Please compress it or send a link.',
    },
    reader: {
      unsupported:
        'They tried to send you something that cannot be passed on here. We asked them to do it another way.',
      'too-large': 'They tried to send you a file that is too large. We asked them to do it another way.',
    },
  },
  notSaid: {
    over: 'The conversation has ended already, so this message was not passed on. To add to the ticket, reply to a message about it.',
    'too-many': 'Please first choose who the earlier messages are for: this one was not kept.',
  },
  doubtful: {
    yours: {
      uncertain: '**{{number}}**: this message may not have arrived.',
      blocked: '**{{number}}**: this message did not arrive: the bot is blocked.',
      refused: '**{{number}}**: this message did not arrive.',
      'sent-again': '**{{number}}**: sending it again.',
    },
    theirs: {
      uncertain: '**{{number}}**: a message to you may not have arrived.',
      blocked: '**{{number}}**: a message to you did not arrive.',
      refused: '**{{number}}**: a message to you did not arrive.',
      'sent-again': '**{{number}}**: sending it again.',
    },
  },
  replySaid: 'Sent about **{{number}}**:\n“{{text}}”',
  quote: '“{{text}}”',
} as const;

export const ratingEn = {
  ask: 'How was the help? 1 is poor, 5 is excellent.',
  askNamed: 'How was the help with **{{number}}**? You talked to {{name}}. 1 is poor, 5 is excellent.',
  rated: 'Thank you for your rating: {{stars}} of 5. You can change it within an hour. Add a few words if you like.',
  commented: 'Thank you: your rating of {{stars}} of 5 and your words are noted.',
  commentAsked: 'Write a few words about the help with **{{number}}**. The support team will read them.',
} as const;
