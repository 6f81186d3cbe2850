import { expect, it } from 'vitest';
import { renderKeyboard } from './render-keyboard.ts';
import { createRenderer } from './render-screen.ts';

const usual = { timeZone: 'Europe/Kyiv', idleMinutes: 30 };
const renderer = createRenderer({ ...usual, trackerName: () => 'Jira' });

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

it('the tracker goes by its name, and by what it is until somebody has said that', () => {
  const keyboard = {
    kind: 'buttons',
    rows: [[{ kind: 'link', label: 'open-in-tracker', url: 'https://x.example' }]],
  } as const;
  const labels = (trackerName: string | null) =>
    (['uk', 'en'] as const).map((language) => {
      const to = createRenderer({ ...usual, trackerName: () => trackerName }).rendering(language, 0);
      const rendered = renderKeyboard(keyboard, 'k', to);
      return 'inline_keyboard' in rendered && rendered.inline_keyboard[0]?.[0]?.text;
    });
  expect(labels('OpenProject')).toEqual(['Відкрити в OpenProject', 'Open in OpenProject']);
  expect(labels(null)).toEqual(['Відкрити в системі заявок', 'Open in the ticket system']);
});
