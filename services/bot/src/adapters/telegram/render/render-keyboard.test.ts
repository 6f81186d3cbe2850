import { expect, it } from 'vitest';
import { renderKeyboard } from './render-keyboard.ts';
import { createRenderer } from './render-screen.ts';

const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });

it('labels a button with the words for its action, whom it is about, its place, or its own label', () => {
  const keyboard = renderKeyboard(
    {
      kind: 'buttons',
      rows: [
        [
          { kind: 'press', action: { kind: 'take-ticket', ticketId: 't', inList: false } },
          { kind: 'link', label: 'open-in-tracker', url: 'https://jira.example.org/browse/SD-1' },
        ],
        [{ kind: 'press', action: { kind: 'set-off-shift', personId: 'p' }, about: 'Iryna Bondar' }],
        [{ kind: 'press', action: { kind: 'assigned-list', page: 1 }, caption: 'next' }],
        [{ kind: 'press', action: { kind: 'reassign-to', ticketId: 't', personId: 'p' }, label: { uk: 'І', en: 'I' } }],
        [{ kind: 'press', action: { kind: 'choose-priority', draftId: 'd', priority: 'high' } }],
      ],
    },
    'k',
    renderer.rendering('en', 0),
  );
  expect(keyboard).toEqual({
    inline_keyboard: [
      [
        { text: 'Take it', callback_data: 'k.0' },
        { text: 'Open in Jira', url: 'https://jira.example.org/browse/SD-1' },
      ],
      [{ text: 'End the shift: Iryna Bondar', callback_data: 'k.1' }],
      [{ text: 'Next →', callback_data: 'k.2' }],
      [{ text: 'I', callback_data: 'k.3' }],
      [{ text: 'High', callback_data: 'k.4' }],
    ],
  });
});
