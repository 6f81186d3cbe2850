import type { DoorScreen } from '../../../ports/screen.ts';
import type { Renderers } from './rendering.ts';
import { lines, paragraphs } from './rich-text.ts';

export const doorRenderers: Renderers<DoorScreen> = {
  welcome: (_, { say }) => say('door.welcome'),
  help: ({ role }, { say }) =>
    paragraphs(
      say('door.help'),
      role === 'specialist' || role === 'supervisor' ? say('door.helpSpecialist') : null,
      role === 'supervisor' ? say('door.helpSupervisor') : null,
    ),
  'access-refused': ({ contact, code }, { say }) =>
    code === null ? say('door.accessRefusedNoCode', { contact }) : say('door.accessRefused', { contact, code }),
  'contact-not-yours': (_, { say }) => say('door.contactNotYours'),
  'sign-in-unavailable': (_, { say }) => say('door.signInUnavailable'),
  'signed-in': ({ resumed, offShift }, { say }) =>
    lines(say(resumed ? 'door.signedInResumed' : 'door.signedIn'), offShift ? say('door.signedInOffShift') : null),
  'sign-in-again': ({ reason, kept }, to) => lines(againReason(reason, to), keptNotice(kept, to)),
  'signed-out': (_, { say }) => say('door.signedOut'),
  'signed-in-elsewhere': (_, { say }) => say('door.signedInElsewhere'),
  settings: ({ language }, { say }) => say('door.settings', { language: say(`words.language.${language}`) }),
  'language-changed': (_, { say }) => say('door.languageChanged'),
  menu: (_, { say }) => say('door.menu'),
};

type Again = Extract<DoorScreen, { kind: 'sign-in-again' }>;
type Rendering = Parameters<(typeof doorRenderers)['sign-in-again']>[1];

function againReason(reason: Again['reason'], { say, idleMinutes }: Rendering) {
  switch (reason) {
    case 'idle':
      return say('door.againIdle', { count: idleMinutes });
    case 'absolute':
      return say('door.againAbsolute');
    case 'revoked':
      return say('door.againRevoked');
    case 'signed-out':
      return say('door.againSignedOut');
    case 'first-time':
      return say('door.againFirstTime');
  }
}

function keptNotice(kept: Again['kept'], { say }: Rendering) {
  switch (kept) {
    case 'nothing':
      return null;
    case 'words':
      return say('door.keptWords');
    case 'tap':
      return say('door.keptTap');
    case 'newest':
      return say('door.keptNewest');
  }
}
