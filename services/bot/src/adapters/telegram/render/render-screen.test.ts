import { describe, expect, it } from 'vitest';
import type { Screen } from '../../../ports/screen.ts';
import { createRenderer } from './render-screen.ts';
import { examples, file, minute, now, report, ticket, type } from './screen-examples.table.ts';

const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
const render = (screen: Screen, language: 'uk' | 'en') => renderer.render(screen, renderer.rendering(language, now));

describe.each(['uk', 'en'] as const)('every screen in %s', (language) => {
  it.each(Object.values(examples))('$kind fits a message, is filled in, and styles only what is there', (screen) => {
    const { text, entities } = render(screen, language);
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(text).not.toMatch(/\{\{|\}\}|[\uE000\uE001]/);
    expect(text.trim()).toBe(text);
    for (const { offset, length } of entities) {
      expect(length).toBeGreaterThan(0);
      expect(offset + length).toBeLessThanOrEqual(text.length);
    }
  });
});

const tomorrow = now + 19 * 60 * minute;
const evening = now + 4 * 60 * minute;
const today = { ...report, from: now - 14 * 60 * minute, to: now };

describe('a rendered screen', () => {
  it('tells staff alone how long a promise still holds', () => {
    const details = examples['ticket-details'];
    const promised = { ...ticket, dueAt: now + 80 * minute };
    const toStaff = { ...details, reader: 'staff', ticket: promised } as const;
    expect(render(toStaff, 'uk').text).toContain('До порушення строку: 1 година 20 хвилин');
    expect(render({ ...toStaff, ticket: { ...ticket, dueAt: now - minute } }, 'en').text).toContain('Overdue');
    expect(render({ ...toStaff, reader: 'requester' }, 'uk').text).not.toContain('строк');
    expect(render({ ...examples['assigned-to-you'], ticket: promised }, 'en').text).toContain(
      'Due in 1 hour 20 minutes',
    );
  });

  it('asks for nothing more once a ticket is sent', () => {
    const sent = { ...examples.review, sent: true, text: 'Зник Wi-Fi.', fields: [], priorityReason: null };
    expect(render(sent, 'uk').text).toBe(
      'Ваша заявка:\nПроблеми з інтернетом · пріоритет критичний\n«Зник Wi-Fi.»\nФайли: 2',
    );
  });

  it.each([
    ['waiting-for-customer', 'натисніть «Написати»', 'press “Write”'],
    ['resolved', 'відкрийте заявку знову', 'open it again'],
  ] as const)('says what the requester can do about a ticket that is %s', (status, uk, en) => {
    const news = { ...examples['ticket-changed'], status };
    expect([render(news, 'uk').text, render(news, 'en').text]).toEqual([
      expect.stringContaining(uk),
      expect.stringContaining(en),
    ]);
    const opened = { ...examples['ticket-details'], ticket: { ...ticket, status } };
    expect(render(opened, 'uk').text).not.toContain(uk);
    expect(render({ ...opened, reader: 'requester' }, 'uk').text).toContain(uk);
  });

  it.each([
    [null, 'один із файлів не пройшов перевірку. Приберіть'],
    [{ kind: 'photo', name: '' } as const, 'один із файлів не пройшов перевірку (фото). Приберіть'],
    [file, 'один із файлів не пройшов перевірку («звіт.xlsx»). Приберіть'],
  ])('names the file %o as far as it is known', (about, words) => {
    const screen = { ...examples['not-filed'], reason: 'file-forbidden', file: about } as const;
    expect(render(screen, 'uk').text).toContain(words);
  });

  it('explains a decision in figures as each language writes them', () => {
    expect(render(examples['why-me'], 'uk').text).toContain(
      'Ви — доступність 0,22\n• відкритих заявок: 2 (чинник 0,50)',
    );
    expect(render(examples['why-me'], 'en').text).toContain('You: availability 0.22\n• open tickets: 2 (factor 0.50)');
  });

  it('tells whoever was not the first why it is theirs all the same', () => {
    const second = { ...examples['why-me'], place: 2 };
    expect(render(second, 'uk').text).toContain('місце 2 з 4 за доступністю.\nУсі, хто вище, цю заявку вже повернули');
    expect(render(second, 'en').text).toContain('Everyone above you has already passed it on or has not reacted.');
    expect(render(examples['why-me'], 'uk').text).not.toContain('хто вище');
  });

  it('tells when a ticket changed only where that was later', () => {
    const opened = examples['ticket-details'];
    expect(render(opened, 'uk').text).toContain('Оновлено: сьогодні о 13:59');
    expect(render({ ...opened, changedAt: ticket.createdAt }, 'uk').text).not.toContain('Оновлено');
  });

  it('does not repeat the type of a ticket as what was said of it', () => {
    const wordless = { ...ticket, status: 'in-progress', summary: type.en } as const;
    expect(render({ ...examples.taken, ticket: wordless }, 'uk').text).toBe('SD-128 у роботі.\nПроблеми з інтернетом');
    const opened = { ...examples['ticket-details'], ticket: wordless, description: type.en };
    expect(render(opened, 'uk').text).not.toContain(type.en);
    expect(render({ ...examples['my-tickets'], tickets: [wordless] }, 'en').text).not.toContain('“');
  });

  it('says of a ticket taken how it stands once it is not simply in progress', () => {
    expect(render({ ...examples.taken, ticket }, 'uk').text).toContain('SD-128: очікує відповіді автора.');
    const over = { ...examples.taken, ticket: { ...ticket, status: 'resolved' } } as const;
    expect(render(over, 'en').text).toContain('SD-128: resolved.');
  });

  it('leaves the markup that a person wrote alone', () => {
    const { text, entities } = render(examples.taken, 'uk');
    expect(text).toBe('SD-128 у роботі.\nПроблеми з інтернетом: «Зник **Wi-Fi** на третьому поверсі»');
    expect(entities).toEqual([{ type: 'bold', offset: 0, length: 6 }]);
  });

  it.each<[string, Screen, string, string]>([
    [
      'the limit of an answer',
      { ...examples['assigned-to-you'], reactBy: tomorrow },
      'до 09:00 завтра.',
      'by 09:00 tomorrow.',
    ],
    [
      'when a ticket is passed on',
      { ...examples['reaction-reminder'], reassignAt: tomorrow },
      'спеціалісту завтра о 09:00.',
      'specialist tomorrow at 09:00.',
    ],
    ['the end of a shift', { ...examples.duty, shiftEndsAt: evening }, 'завершиться о 18:00.', 'ends at 18:00.'],
    ['since when someone is there', examples['on-shift'], 'перерва з 13:40', 'on a break since 13:40'],
    [
      'when somebody comes',
      { kind: 'ticket-created', number: 'SD-1', handling: { kind: 'waiting-for-shift', nextWorkingAt: tomorrow } },
      'починає роботу завтра о 09:00,',
      'starts tomorrow at 09:00,',
    ],
    ['when a ticket came', examples['ticket-details'], 'Створено: сьогодні о 13:55', 'Created: today at 13:55'],
    [
      'one day of a report',
      { ...examples.report, days: 1, report: today },
      '\n23 листопада 2026 р.\n',
      '\n23 November 2026\n',
    ],
  ])('says %s as a person would', (_, screen, uk, en) => {
    expect(render(screen, 'uk').text).toContain(uk);
    expect(render(screen, 'en').text).toContain(en);
  });

  it.each([
    [1, 'Минула 1 хвилина'],
    [2, 'Минуло 2 хвилини'],
    [5, 'Минуло 5 хвилин'],
    [30, 'Минуло 30 хвилин'],
  ])('counts %i minutes by the rules of Ukrainian', (idleMinutes, words) => {
    const other = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes });
    const { text } = other.render(examples['sign-in-again'], other.rendering('uk', now));
    expect(text.startsWith(words)).toBe(true);
  });
});
