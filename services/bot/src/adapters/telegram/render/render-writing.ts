import type { WritingScreen } from '../../../ports/writing-screen.ts';
import { fileName } from './render-filing.ts';
import { numberOf } from './render-ticket.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, type RichText } from './rich-text.ts';

type Of<Kind extends WritingScreen['kind']> = Extract<WritingScreen, { readonly kind: Kind }>;
type Asked = Of<'writing-asked'>;
type Done = Of<'change-done'>;
type Replies = Of<'saved-replies'>;

export const writingRenderers: Renderers<WritingScreen> = {
  'writing-asked': (screen, to) =>
    lines(screen.isSwitched ? to.say('writing.switched') : null, renderAsked(screen, to)),
  'writing-ended': ({ number, said }, { say }) => say(said ? 'writing.ended' : 'writing.nothingSaid', { number }),
  'comment-added': ({ number, visibility, count, goesOn }, { say }) => {
    if (visibility === 'internal') return say('writing.noteAdded', { number });
    return goesOn ? say('writing.addedGoesOn', { number, count }) : say('writing.added', { number });
  },
  'comment-corrected': ({ number }, { say }) => say('writing.corrected', { number }),
  'comment-not-corrected': ({ number }, { say }) => say('writing.notCorrected', { number }),
  'words-needed': ({ number }, { say }) => say('writing.wordsNeeded', { number }),
  'address-needed': ({ number }, { say }) => say('writing.addressNeeded', { number }),
  'change-sent': ({ number }, { say }) => say('writing.sent', { number }),
  'change-kept': ({ number }, { say }) => say('writing.changeKept', { number }),
  'change-done': renderDone,
  'change-refused': ({ number, reason }, { say }) => say(`writing.notDone.${reason}`, { number }),
  'not-passed-on': ({ number, name }, { say }) =>
    name === null ? say('writing.notPassedOnUnnamed', { number }) : say('writing.notPassedOn', { number, name }),
  'choose-target': ({ ticket, to: target, choices }, to) => {
    const texts = { people: ['choosePeople', 'chooseNobody'], teams: ['chooseTeams', 'chooseNoTeam'] } as const;
    return to.say(`writing.${texts[target][choices > 0 ? 0 : 1]}`, { number: numberOf(ticket, to) });
  },
  'choose-new-priority': ({ ticket }, to) =>
    to.say('writing.choosePriority', {
      number: numberOf(ticket, to),
      current: to.say(`words.priority.${ticket.priority}`),
    }),
  'ticket-ways': ({ ticket }, to) => to.say('writing.ways', { number: numberOf(ticket, to) }),
  'saved-replies': renderReplies,
  'saved-reply': ({ number, text }, { say }) => say('writing.reply', { number, text }),
  'comment-kept': ({ number }, { say }) => say('writing.kept', { number }),
  'comment-refused': ({ number, reason, files }, to) =>
    to.say(`writing.refused.${reason}`, { number, files: files.map((file) => fileName(file, to)).join(', ') }),
};

function renderDone({ number, change, displayName }: Done, { say }: Rendering): RichText {
  switch (change.kind) {
    case 'move':
      return say('writing.done.move', { number, status: say(`words.staffStatus.${change.to}`) });
    case 'prioritise':
      return say('writing.done.prioritise', { number, priority: say(`words.priority.${change.priority}`) });
    case 'transfer':
      return say('writing.done.transfer', { number });
    case 'let-in':
      return say('writing.done.let-in', { number, name: displayName ?? '' });
  }
}

function renderReplies({ number, words, page, pages, total }: Replies, { say }: Rendering): RichText {
  if (total === 0) return words === null ? say('writing.repliesEmpty') : say('writing.repliesNone', { words });
  return lines(
    words === null ? say('writing.replies', { number, total }) : say('writing.repliesFound', { words, number, total }),
    pages > 1 ? say('ticket.page', { page: page + 1, pages }) : null,
  );
}

function renderAsked({ number, purpose }: Asked, { say }: Rendering): RichText {
  const values = purpose.kind === 'priority' ? { priority: say(`words.priority.${purpose.priority}`) } : {};
  return say(`writing.asked.${purpose.kind}`, { number, ...values });
}
