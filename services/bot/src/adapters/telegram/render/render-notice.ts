import type { NoticeScreen } from '../../../ports/screen.ts';
import type { Renderers } from './rendering.ts';
import { lines } from './rich-text.ts';

export const noticeRenderers: Renderers<NoticeScreen> = {
  'stale-button': (_, { say }) => say('notice.staleButton'),
  'not-for-you': (_, { say }) => say('notice.notForYou'),
  'unsupported-message': ({ what, inDraft }, { say }) =>
    lines(
      say(`notice.unsupported.${what}`),
      say(inDraft ? 'notice.unsupportedInDraft' : 'notice.unsupportedElsewhere'),
    ),
  'unknown-command': (_, { say }) => say('notice.unknownCommand'),
  'finish-draft-first': (_, { say }) => say('notice.finishDraftFirst'),
  'edited-too-late': (_, { say }) => say('notice.editedTooLate'),
  'groups-not-served': (_, { say }) => say('notice.groups'),
  'too-fast': (_, { say }) => say('notice.tooFast'),
  'not-now': ({ contact }, { say }) => say('notice.notNow', { contact }),
};
