import type { ConfirmationScreen } from '../../../ports/confirmation-screen.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, paragraphs, type RichText } from './rich-text.ts';

export const confirmationRenderers: Renderers<ConfirmationScreen> = {
  'confirmation-needed': ({ mail, comparisonCode }, to) =>
    paragraphs(
      mail === null ? to.say('confirmation.noMailbox') : mailLine(mail, to),
      comparisonCode === null
        ? mail && to.say('confirmation.orSupervisor')
        : to.say('confirmation.comparison', { code: comparisonCode }),
    ),
  'confirmation-first': (_, { say }) => say('confirmation.first'),
  'code-wrong': ({ triesLeft }, { say }) =>
    triesLeft === 0 ? say('confirmation.worthless') : say('confirmation.wrong', { count: triesLeft }),
  'code-too-soon': ({ at }, { say, times }) => say('confirmation.tooSoon', { at: times.atMoment(at) }),
  'code-stale': (_, { say }) => say('confirmation.stale'),
  'code-unchecked': (_, { say }) => say('confirmation.unchecked'),
  'confirmation-over': (_, { say }) => say('confirmation.over'),
  'confirmation-cancelled': (_, { say }) => say('confirmation.cancelled'),
  'confirmation-not-yet': ({ comparisonCode }, { say }) =>
    lines(
      say('confirmation.notYet'),
      comparisonCode === null ? null : say('confirmation.comparison', { code: comparisonCode }),
    ),
  'no-supervisor': ({ contact }, { say }) => say('confirmation.noSupervisor', { contact }),
  'confirmation-settled': ({ verdict, contact }, { say }) =>
    verdict === 'confirm' ? say('confirmation.confirmed') : say('confirmation.refused', { contact }),
  'confirmation-asked': (_, { say }) => say('confirmation.asked'),
  'no-confirmations': (_, { say }) => say('confirmation.none'),
  'confirmation-request': ({ displayName: name, department, comparisonCode: code, expiresAt }, { say, times }) =>
    say('confirmation.request', { name, department, code, until: times.bound(expiresAt) }),
  'confirmation-judged': ({ outcome }, { say }) => say(`confirmation.judged.${outcome}`),
};

type Mail = NonNullable<Extract<ConfirmationScreen, { kind: 'confirmation-needed' }>['mail']>;

function mailLine({ domain, state, codeExpiresAt, resendAt }: Mail, { say, times }: Rendering): RichText {
  switch (state) {
    case 'sent':
      return say('confirmation.sent', { domain, until: times.bound(codeExpiresAt) });
    case 'failed':
      return say('confirmation.failed');
    case 'too-many':
      return say('confirmation.tooMany', { at: times.atMoment(resendAt) });
  }
}
