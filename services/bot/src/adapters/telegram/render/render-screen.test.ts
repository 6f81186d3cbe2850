import { describe, expect, it } from 'vitest';
import type { Screen } from '../../../ports/screen.ts';
import type { Factors, ReportView } from '../../../ports/staff-screen.ts';
import type { TicketLine } from '../../../ports/ticket-screen.ts';
import { createRenderer } from './render-screen.ts';

const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
/** Monday, 23 November 2026, 14:00 in Kyiv. */
const now = Date.UTC(2026, 10, 23, 12, 0);
const minute = 60_000;
const render = (screen: Screen, language: 'uk' | 'en') => renderer.render(screen, renderer.rendering(language, now));

const type = { uk: 'Проблеми з інтернетом', en: 'Internet problems' };
const ticket: TicketLine = {
  number: 'SD-128',
  typeTitle: type,
  status: 'waiting-for-customer',
  priority: 'high',
  createdAt: now - 5 * minute,
  dueAt: null,
  summary: 'Зник **Wi-Fi** на третьому поверсі',
};
const factors: Factors = {
  name: null,
  active: 2,
  idleMinutes: 40,
  closedInPeriod: 3,
  load: 0.5,
  idle: 0.33,
  closed: 0.5,
  index: 0.224,
};
const report: ReportView = {
  from: now - 7 * 24 * 60 * minute,
  to: now,
  filed: 12,
  resolved: 9,
  open: 4,
  firstReaction: { medianMinutes: 6, p90Minutes: 41 },
  byType: [{ title: { uk: '=HYPERLINK("x")', en: '=HYPERLINK("x")' }, filed: 2, resolved: 1 }],
};
const file = { kind: 'document', name: 'звіт.xlsx' } as const;
const tickets = { tickets: [ticket, { ...ticket, number: null, summary: null }], page: 0, pages: 2, total: 7 };

/** One example of every screen: a new kind without one does not compile. */
const examples: { readonly [Kind in Screen['kind']]: Extract<Screen, { kind: Kind }> } = {
  welcome: { kind: 'welcome' },
  privacy: { kind: 'privacy' },
  help: { kind: 'help', role: 'supervisor' },
  'access-refused': { kind: 'access-refused', contact: 'desk@example.com', code: 'K7Q2MX' },
  'contact-not-yours': { kind: 'contact-not-yours' },
  'sign-in-unavailable': { kind: 'sign-in-unavailable' },
  'signed-in': { kind: 'signed-in', role: 'employee', resumed: false, offShift: false },
  'sign-in-again': { kind: 'sign-in-again', reason: 'idle', kept: 'words' },
  'signed-out': { kind: 'signed-out' },
  'signed-in-elsewhere': { kind: 'signed-in-elsewhere' },
  settings: { kind: 'settings', language: 'uk' },
  'language-changed': { kind: 'language-changed' },
  menu: { kind: 'menu', role: 'employee' },
  'describe-problem': { kind: 'describe-problem', files: 2 },
  'choose-type': { kind: 'choose-type', preview: 'x'.repeat(5000), files: 2, department: null, another: false },
  'choose-department': { kind: 'choose-department', preview: '', files: 0 },
  'field-asked': {
    kind: 'field-asked',
    typeTitle: type,
    title: type,
    hint: type,
    answer: 'date',
    required: false,
    problem: 'invalid',
  },
  review: {
    kind: 'review',
    sent: false,
    typeTitle: type,
    priority: 'critical',
    priorityReason: 'Стоїть каса',
    text: 'довгий текст '.repeat(600),
    files: [file, file],
    fields: [
      { title: type, value: null },
      { title: type, value: { uk: 'так', en: 'yes' } },
    ],
  },
  'change-draft': { kind: 'change-draft' },
  'choose-priority': { kind: 'choose-priority', current: 'medium' },
  'priority-reason-asked': { kind: 'priority-reason-asked' },
  'new-text-asked': { kind: 'new-text-asked' },
  'draft-files': { kind: 'draft-files', files: [file, { kind: 'photo', name: '' }] },
  'draft-fields': { kind: 'draft-fields', fields: [{ title: type, value: null }] },
  'draft-refused': { kind: 'draft-refused', refusal: { reason: 'file-too-large', bytesMax: 20 * 1024 * 1024, file } },
  'draft-discarded': { kind: 'draft-discarded' },
  'draft-set-aside': { kind: 'draft-set-aside', typeTitle: type },
  sending: { kind: 'sending' },
  'accepted-later': { kind: 'accepted-later' },
  'sign-in-and-send': { kind: 'sign-in-and-send', typeTitle: type },
  'not-filed': { kind: 'not-filed', reason: 'file-gone', file, contact: 'desk@example.com' },
  'files-left-out': { kind: 'files-left-out', number: 'SD-128', files: [file] },
  'ticket-created': {
    kind: 'ticket-created',
    number: 'SD-128',
    handling: { kind: 'specialist', name: 'Ірина Бондар' },
  },
  'my-tickets': { kind: 'my-tickets', ...tickets },
  'ticket-details': {
    kind: 'ticket-details',
    contact: 'desk@example.com',
    reader: 'staff',
    ticket,
    requesterName: 'Олена Коваль',
    handling: { kind: 'waiting-for-shift', nextWorkingAt: now + 19 * 60 * minute },
    changedAt: now - minute,
    description: 'Після обіду зник Wi-Fi.',
    files: ['звіт.xlsx'],
    current: false,
  },
  comment: {
    kind: 'comment',
    number: 'SD-128',
    authorName: 'Ірина Бондар',
    text: 'Спробуйте, будь ласка, ще раз: точку доступу замінено.',
    files: ['план.pdf'],
    edited: true,
  },
  'solution-offered': { kind: 'solution-offered', number: 'SD-128' },
  'solution-confirmed': { kind: 'solution-confirmed', number: 'SD-128' },
  'solution-unanswered': { kind: 'solution-unanswered', number: 'SD-128' },
  'comment-waiting': { kind: 'comment-waiting', number: 'SD-128' },
  'writing-asked': {
    ...{ kind: 'writing-asked', number: 'SD-128', isSwitched: true },
    purpose: { kind: 'priority', priority: 'critical' },
  },
  'writing-ended': { kind: 'writing-ended', number: 'SD-128', said: true },
  'comment-added': { kind: 'comment-added', number: 'SD-128', visibility: 'public', count: 2, goesOn: true },
  'comment-kept': { kind: 'comment-kept', number: 'SD-128' },
  'comment-refused': { kind: 'comment-refused', number: 'SD-128', reason: 'no-files', files: [file] },
  'comment-corrected': { kind: 'comment-corrected', number: 'SD-128' },
  'comment-not-corrected': { kind: 'comment-not-corrected', number: 'SD-128' },
  'not-passed-on': { kind: 'not-passed-on', number: 'SD-128', name: 'Ірина Бондар' },
  'choose-target': { kind: 'choose-target', ticket, to: 'people', choices: 2 },
  'choose-new-priority': { kind: 'choose-new-priority', ticket },
  'ticket-ways': { kind: 'ticket-ways', ticket },
  'saved-replies': { kind: 'saved-replies', number: 'SD-128', words: 'wi-fi', page: 0, pages: 2, total: 8 },
  'saved-reply': { kind: 'saved-reply', number: 'SD-128', text: 'Дивимося.' },
  'words-needed': { kind: 'words-needed', number: 'SD-128' },
  'address-needed': { kind: 'address-needed', number: 'SD-128' },
  'change-sent': { kind: 'change-sent', number: 'SD-128', change: { kind: 'let-in' } },
  'change-kept': { kind: 'change-kept', number: 'SD-128', change: { kind: 'let-in' } },
  'change-done': {
    ...{ kind: 'change-done', number: 'SD-128', displayName: 'Петро Лис' },
    change: { kind: 'let-in' },
  },
  'change-refused': {
    ...{ kind: 'change-refused', number: 'SD-128', reason: 'person-unknown' },
    change: { kind: 'let-in' },
  },
  'comment-withdrawn': { kind: 'comment-withdrawn', number: 'SD-128' },
  'ticket-changed': {
    kind: 'ticket-changed',
    contact: 'desk@example.com',
    number: 'SD-128',
    status: 'in-progress',
    handling: { kind: 'looking' },
  },
  'assigned-to-you': {
    kind: 'assigned-to-you',
    ticket,
    requesterName: 'Олена Коваль',
    why: 'declined',
    reactBy: now + 30 * minute,
  },
  'reaction-reminder': { kind: 'reaction-reminder', ticket, reassignAt: now + 10 * minute },
  'work-changed': { kind: 'work-changed', ticket, what: 'more-urgent' },
  'breach-near': { kind: 'breach-near', ticket, dueAt: now + 30 * minute },
  taken: { kind: 'taken', ticket, requesterName: null },
  'given-away': { kind: 'given-away', number: 'SD-128', why: 'first-reaction' },
  'passing-on': { kind: 'passing-on', number: 'SD-128' },
  'nobody-else': { kind: 'nobody-else', number: 'SD-128', why: 'supervisor' },
  'not-moved': { kind: 'not-moved', number: 'SD-128' },
  'why-me': { kind: 'why-me', number: 'SD-128', you: factors, place: 1, candidates: 4, runnerUp: factors },
  'no-decision': { kind: 'no-decision', number: 'SD-128' },
  duty: { kind: 'duty', state: 'on-shift', shiftEndsAt: now + 4 * 60 * minute, active: 3 },
  'shift-ended': { kind: 'shift-ended', why: 'working-hours', open: 3 },
  'assigned-list': { kind: 'assigned-list', ...tickets },
  'team-list': {
    kind: 'team-list',
    which: 'oldest',
    ...tickets,
    tickets: [{ ...ticket, assigneeName: null, assignedElsewhere: false }],
  },
  'on-shift': {
    kind: 'on-shift',
    people: [{ name: 'Ірина Бондар', state: 'break', since: now - 20 * minute, active: 3 }],
  },
  'choose-assignee': { kind: 'choose-assignee', ticket, people: 2 },
  reassigned: { kind: 'reassigned', number: 'SD-128', name: 'Ірина Бондар' },
  'supervisor-told': { kind: 'supervisor-told', ticket, what: 'all-excluded', assigneeName: 'Ірина Бондар' },
  report: { kind: 'report', days: 7, report },
  'report-file': { kind: 'report-file', days: 7, report },
  'stale-button': { kind: 'stale-button' },
  'not-for-you': { kind: 'not-for-you' },
  'unsupported-message': { kind: 'unsupported-message', what: 'sticker', inDraft: true },
  'unknown-command': { kind: 'unknown-command' },
  'finish-draft-first': { kind: 'finish-draft-first' },
  'edited-too-late': { kind: 'edited-too-late' },
  'groups-not-served': { kind: 'groups-not-served' },
  'too-fast': { kind: 'too-fast' },
  'not-now': { kind: 'not-now', contact: 'desk@example.com' },
};

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
    const wordless = { ...ticket, summary: type.en };
    expect(render({ ...examples.taken, ticket: wordless }, 'uk').text).toBe('SD-128 у роботі.\nПроблеми з інтернетом');
    const opened = { ...examples['ticket-details'], ticket: wordless, description: type.en };
    expect(render(opened, 'uk').text).not.toContain(type.en);
    expect(render({ ...examples['my-tickets'], tickets: [wordless] }, 'en').text).not.toContain('“');
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
