import type { PrivacyScreen, PrivacyTerms } from '../../../ports/privacy-screen.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, paragraphs } from './rich-text.ts';

const dayMs = 24 * 60 * 60_000;

export const privacyRenderers: Renderers<PrivacyScreen> = {
  privacy: ({ terms, note }, to) =>
    paragraphs(
      lines(
        to.say('privacy.title'),
        to.say('privacy.person', { days: daysOf(terms.retentionDays, to) }),
        to.say('privacy.drafts'),
        to.say('privacy.history', { days: daysOf(terms.retentionDays, to) }),
        to.say('privacy.facts'),
        logLine(terms, to),
      ),
      to.say('privacy.elsewhere'),
      note && to.say('privacy.note', { text: to.title(note) }),
      to.say('privacy.choices'),
    ),
  'data-begun': (_, { say }) => say('privacy.data.begun'),
  'data-too-soon': ({ at }, { say, times }) => say('privacy.data.tooSoon', { at: times.atMoment(at) }),
  'data-not-sent': ({ why }, { say }) => say(`privacy.data.${why}`),
  'erasing-explained': (_, { say }) =>
    paragraphs(
      lines(say('privacy.erasing.title'), say('privacy.erasing.goes')),
      say('privacy.erasing.stays'),
      say('privacy.erasing.after'),
    ),
  'erasing-asked': (_, { say }) => say('privacy.erasing.asked'),
  'erasing-dropped': (_, { say }) => say('privacy.erasing.dropped'),
  'erasing-begun': (_, { say }) => say('privacy.erasing.begun'),
  'erasing-refused': ({ obstacles }, { say }) =>
    lines(
      say('privacy.erasing.refused'),
      ...obstacles.map((obstacle) => say(`privacy.erasing.obstacle.${obstacle}`)),
      say('privacy.erasing.tryAgain'),
    ),
  'not-erased': ({ why }, { say }) => say(`privacy.erasing.${why}`),
  erased: (_, { say }) => say('privacy.erasing.done'),
};

function logLine({ auditRetentionDays }: PrivacyTerms, to: Rendering) {
  return auditRetentionDays === null
    ? to.say('privacy.logUntold')
    : to.say('privacy.log', { days: daysOf(auditRetentionDays, to) });
}

function daysOf(days: number, { times }: Rendering): string {
  return times.duration(days * dayMs);
}
