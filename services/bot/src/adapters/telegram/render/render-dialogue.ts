import type { ConsultationScreen } from '../../../ports/consultation-screen.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, type RichText, shortenText } from './rich-text.ts';

type DialogueKind =
  | 'connected'
  | 'silence'
  | 'dialogue-ended'
  | 'consultation-over'
  | 'transfer-refused'
  | 'handed-over'
  | 'replaced'
  | 'finish-or-hand-over'
  | 'dialogue-menu'
  | 'choose-colleague'
  | 'summary-asked'
  | 'asked-colleague'
  | 'colleague-not-free'
  | 'reply-said'
  | 'to-whom'
  | 'not-relayed'
  | 'not-said'
  | 'delivery-doubtful'
  | 'rate'
  | 'rated'
  | 'rating-comment-asked';

type Of<Kind extends ConsultationScreen['kind']> = Extract<ConsultationScreen, { readonly kind: Kind }>;

const previewUnitsMax = 200;

/** Live dialogues, from the first word to the stars. */
export const dialogueRenderers: Renderers<Of<DialogueKind>> = {
  connected: renderConnected,
  silence: renderSilence,
  'dialogue-ended': renderEnded,
  'consultation-over': (screen, to) => to.say('consultation.dialogue.over', ofTicket(screen, to)),
  'transfer-refused': ({ name, end, ...screen }, to) =>
    to.say(`consultation.dialogue.transferRefused.${end}`, { ...ofTicket(screen, to), name }),
  'handed-over': ({ name, ...screen }, to) =>
    to.say('consultation.dialogue.handedOver', { ...ofTicket(screen, to), name }),
  replaced: (screen, to) => to.say('consultation.dialogue.replaced', ofTicket(screen, to)),
  'finish-or-hand-over': ({ name, ...screen }, to) =>
    to.say('consultation.dialogue.finishOrHandOver', { ...ofTicket(screen, to), name }),
  'dialogue-menu': ({ name, ...screen }, to) => to.say('consultation.dialogue.menu', { ...ofTicket(screen, to), name }),
  'choose-colleague': ({ people, ...screen }, to) =>
    to.say(`consultation.dialogue.${people > 0 ? 'chooseColleague' : 'chooseNobody'}`, ofTicket(screen, to)),
  'summary-asked': ({ name, charsMax, ...screen }, to) =>
    lines(
      charsMax === null ? null : to.say('consultation.dialogue.summaryTooLong', { max: charsMax }),
      to.say('consultation.dialogue.summaryAsked', { ...ofTicket(screen, to), name }),
    ),
  'asked-colleague': ({ name, until, ...screen }, to) =>
    to.say('consultation.dialogue.askedColleague', {
      ...ofTicket(screen, to),
      ...{ name, until: to.times.second(until) },
    }),
  'colleague-not-free': ({ name }, { say }) => say('consultation.dialogue.colleagueNotFree', { name }),
  'reply-said': ({ text, ...screen }, to) =>
    to.say('consultation.dialogue.replySaid', { ...ofTicket(screen, to), text }),
  'to-whom': ({ messages }, { say }) => say('consultation.dialogue.toWhom', { count: messages }),
  'not-relayed': ({ why, toReader }, { say }) =>
    say(`consultation.dialogue.notRelayed.${toReader ? 'reader' : 'sender'}.${why}`),
  'not-said': ({ why, preview }, to) => lines(to.say(`consultation.dialogue.notSaid.${why}`), quote(preview, to)),
  'delivery-doubtful': ({ you, why, preview, ...screen }, to) =>
    lines(
      to.say(`consultation.dialogue.doubtful.${you ? 'yours' : 'theirs'}.${why}`, ofTicket(screen, to)),
      quote(preview, to),
    ),
  rate: ({ name, ...screen }, to) =>
    name === null
      ? to.say('consultation.rating.ask')
      : to.say('consultation.rating.askNamed', { ...ofTicket(screen, to), name }),
  rated: ({ stars, commented }, { say }) => say(`consultation.rating.${commented ? 'commented' : 'rated'}`, { stars }),
  'rating-comment-asked': (screen, to) => to.say('consultation.rating.commentAsked', ofTicket(screen, to)),
};

function renderConnected({ side, name, dialogues, ...screen }: Of<'connected'>, to: Rendering): RichText {
  return lines(
    to.say(`consultation.dialogue.connected.${side}`, { ...ofTicket(screen, to), name }),
    dialogues > 1 ? to.say('consultation.dialogue.several', { count: dialogues }) : null,
  );
}

function renderSilence({ side, you, endsAt, ...screen }: Of<'silence'>, to: Rendering): RichText {
  const values = { ...ofTicket(screen, to), until: to.times.bound(endsAt) };
  if (!you) return to.say(`consultation.dialogue.silence.${side}`, values);
  return to.say(
    side === 'employee' ? 'consultation.dialogue.silence.you' : 'consultation.dialogue.youSpecialist',
    values,
  );
}

/** The employee is asked for the stars where they read the end, unless they cannot answer any more. */
function renderEnded({ side, end, ...screen }: Of<'dialogue-ended'>, to: Rendering): RichText {
  const isAsked = side === 'employee' && end !== 'employee-unreachable' && end !== 'employee-dismissed';
  return lines(
    to.say(`consultation.dialogue.ended.${side}.${end}`, ofTicket(screen, to)),
    isAsked ? to.say('consultation.rating.ask') : null,
  );
}

function quote(words: string | null, { say }: Rendering): RichText | null {
  return words === null ? null : say('consultation.dialogue.quote', { text: shortenText(words, previewUnitsMax) });
}

/** A ticket that has no number yet is still theirs. */
function ofTicket({ number }: { readonly number: string | null }, { say }: Rendering) {
  return { number: number ?? say('consultation.line.thisTicket').text };
}
