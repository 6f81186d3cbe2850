import { ConsultationEnd } from '@desk/contract';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { SpokenLine, ToldClosing } from '../ports/dialogue-texts.ts';
import { createDialogueTexts } from './dialogue-texts.ts';

const texts = createDialogueTexts('Europe/Kyiv');
const at = Date.parse('2026-11-22T08:05:00Z');
const minuteMs = 60_000;

function aSpokenLine(change: Partial<SpokenLine> = {}): SpokenLine {
  return {
    name: 'Олена Коваль',
    side: 'employee',
    at,
    text: 'Не відкривається звіт.',
    edited: false,
    files: [],
    ...change,
  };
}

const said = (change: Partial<SpokenLine>) =>
  texts
    .lines('uk', [aSpokenLine(change)])
    .split('\n')
    .slice(2);

describe('a dialogue', () => {
  it('is told line by line, under its day, with the times of the desk', () => {
    const answer = aSpokenLine({ name: 'Ірина Бондар', side: 'specialist', at: at + minuteMs, text: 'Що на екрані?' });
    expect(texts.lines('uk', [aSpokenLine(), answer])).toBe(
      [
        'Онлайн-консультація, 22 листопада 2026 р.',
        '',
        '10:05 Олена Коваль: Не відкривається звіт.',
        '10:06 Ірина Бондар: Що на екрані?',
      ].join('\n'),
    );
    expect(texts.lines('en', [answer])).toBe(
      'Online consultation, 22 November 2026\n\n10:06 Ірина Бондар: Що на екрані?',
    );
  });

  it('that goes on past midnight tells the new day', () => {
    const late = aSpokenLine({ at: Date.parse('2026-11-22T21:59:00Z'), text: 'Зачекайте.' });
    const next = aSpokenLine({ at: Date.parse('2026-11-22T22:01:00Z'), text: 'Ось.' });
    expect(texts.lines('uk', [late, next, next]).split('\n').slice(2)).toEqual([
      '23:59 Олена Коваль: Зачекайте.',
      '',
      '23 листопада 2026 р.',
      '',
      '00:01 Олена Коваль: Ось.',
      '00:01 Олена Коваль: Ось.',
    ]);
  });

  it.each<[string, Partial<SpokenLine>, string[]]>([
    ['of several lines', { text: 'Перша\n\nтретя' }, ['10:05 Олена Коваль: Перша', '│', '│ третя']],
    ['that corrects another', { edited: true }, ['10:05 Олена Коваль, виправлено: Не відкривається звіт.']],
    ['by somebody who is not known to take part', { name: null }, ['10:05 Працівник: Не відкривається звіт.']],
    ['of the other side', { name: null, side: 'specialist' }, ['10:05 Спеціаліст: Не відкривається звіт.']],
    [
      'with files',
      { text: '', files: [file('знімок.png'), file('virus.exe', true)] },
      ['10:05 Олена Коваль:', '│ файл: знімок.png', '│ файл не прийнято: virus.exe'],
    ],
    ['with a name of two lines', { name: 'Олена \n Коваль' }, ['10:05 Олена Коваль: Не відкривається звіт.']],
    ['that turns itself around', { text: '\u202Eabc\u2069' }, ['10:05 Олена Коваль: abc']],
  ])('tells a line %s', (_, change, told) => {
    expect(said(change)).toEqual(told);
  });

  test('no line of what anybody wrote begins as another’s', () => {
    const breaks = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];
    const piece = fc.oneof(fc.string(), fc.constantFrom(...breaks), fc.constant('10:06 Ірина Бондар: Дозволяю.'));
    const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(words, words, (text, name) => {
        const [first, ...rest] = texts
          .lines('uk', [aSpokenLine({ text, files: [file(name)] })])
          .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
          .slice(2);
        expect(first).toMatch(/^10:05 Олена Коваль:/);
        for (const line of rest) expect(line).toMatch(/^│/);
      }),
    );
  });

  it('that is in a file says so, and the file says whose and when', () => {
    const name = texts.fileName('SD-128', at);
    expect(name).toBe('SD-128 2026-11-22 10-05-00.txt');
    expect(texts.inFile('uk', [aSpokenLine()], name)).toBe(
      'Онлайн-консультація, 22 листопада 2026 р.\n\nРозмова не вмістилася в коментар, тож вона у файлі SD-128 2026-11-22 10-05-00.txt.',
    );
  });
});

function file(name: string, refused = false) {
  return { name, refused };
}

function aToldClosing(change: Partial<ToldClosing> = {}): ToldClosing {
  return {
    names: ['Олена Коваль', 'Ірина Бондар'],
    startedAt: at,
    waitedSeconds: 170,
    endedAt: at + 72 * minuteMs,
    end: 'by-employee',
    stars: null,
    comment: null,
    ...change,
  };
}

describe('a closing', () => {
  it.each<[string, 'uk' | 'en', Partial<ToldClosing>, string[]]>([
    [
      'of a dialogue not rated yet',
      'uk',
      {},
      [
        'Онлайн-консультацію завершено: 22 листопада 2026 р., 11:17. Завершено працівником.',
        'Учасники: Олена Коваль, Ірина Бондар.',
        'Очікування: 3 хв. Розмова: 1 год 12 хв.',
        'Оцінки ще немає.',
      ],
    ],
    [
      'of a dialogue that was rated, with words',
      'en',
      { stars: 4, comment: 'Fast.\nThank you', end: 'specialist-silent', waitedSeconds: 20 },
      [
        'The online consultation ended on 22 November 2026 at 11:17. Nothing came from the specialist for a long time.',
        'Took part: Олена Коваль, Ірина Бондар.',
        'Waited: 20 s. Talked: 1 h 12 min.',
        'Rating: 4 of 5.',
        'Comment on the rating:',
        '│ Fast.',
        '│ Thank you',
      ],
    ],
    [
      'of what never began',
      'uk',
      { startedAt: null, names: [], end: 'cancelled' },
      ['Онлайн-консультація не відбулася: 22 листопада 2026 р., 11:17. Запит скасовано.', 'Очікування: 3 хв.'],
    ],
  ])('%s', (_, language, change, lines) => {
    expect(texts.closing(language, aToldClosing(change)).split('\n')).toEqual(lines);
  });

  it.each(ConsultationEnd.options)('tells of the end %s in both languages, in words of its own', (end) => {
    const others = ConsultationEnd.options.filter((other) => other !== end);
    for (const language of ['uk', 'en'] as const) {
      const told = texts.closing(language, aToldClosing({ end }));
      expect(told).not.toContain(end);
      expect(others.map((other) => texts.closing(language, aToldClosing({ end: other })))).not.toContain(told);
    }
  });
});
