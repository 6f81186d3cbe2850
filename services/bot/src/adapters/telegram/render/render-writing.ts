import type { WritingScreen } from '../../../ports/writing-screen.ts';
import { fileName } from './render-filing.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, type RichText } from './rich-text.ts';

type Asked = Extract<WritingScreen, { readonly kind: 'writing-asked' }>;

export const writingRenderers: Renderers<WritingScreen> = {
  'writing-asked': (screen, to) =>
    lines(screen.isSwitched ? to.say('writing.switched') : null, renderAsked(screen, to)),
  'writing-ended': ({ number, said }, { say }) => say(said ? 'writing.ended' : 'writing.nothingSaid', { number }),
  'comment-added': ({ number, visibility, at, goesOn }, { say, times }) => {
    const values = { number, at: times.atMoment(at) };
    if (visibility === 'internal') return say('writing.noteAdded', values);
    return say(goesOn ? 'writing.addedGoesOn' : 'writing.added', values);
  },
  'comment-kept': ({ number }, { say }) => say('writing.kept', { number }),
  'comment-refused': ({ number, reason, files }, to) =>
    to.say(`writing.refused.${reason}`, { number, files: files.map((file) => fileName(file, to)).join(', ') }),
};

function renderAsked({ number, purpose }: Asked, { say }: Rendering): RichText {
  const values = purpose.kind === 'priority' ? { priority: say(`words.priority.${purpose.priority}`) } : {};
  return say(`writing.asked.${purpose.kind}`, { number, ...values });
}
