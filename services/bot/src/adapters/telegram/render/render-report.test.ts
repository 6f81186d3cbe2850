import { expect, it } from 'vitest';
import { noFigures } from './consultation-examples.table.ts';
import { renderReportFile } from './render-report.ts';
import { createRenderer } from './render-screen.ts';

it('writes a report that a spreadsheet reads and cannot run', () => {
  const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
  const bytes = renderReportFile(
    {
      from: 0,
      to: 1,
      filed: 5,
      resolved: 3,
      open: 2,
      firstReaction: null,
      byType: [
        { title: { uk: 'Друк, «другий» поверх', en: '' }, filed: 4, resolved: 3 },
        { title: { uk: '=HYPERLINK("https://evil.example")', en: '' }, filed: 1, resolved: 0 },
      ],
      consultations: { ...noFigures, requested: 3, held: 2, wait: { medianMinutes: 1, p90Minutes: 6 } },
    },
    renderer.rendering('uk', 0),
  );
  expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  expect(new TextDecoder().decode(bytes).split('\n')).toEqual([
    'Тип,Подано,Вирішено',
    '"Друк, «другий» поверх",4,3',
    `"'=HYPERLINK(""https://evil.example"")",1,0`,
    'Усього,5,3',
    '',
    'Онлайн-консультації,Значення',
    'Запитів,3',
    'Розмов,2',
    'Не дочекалися,0',
    '"Очікування, медіана, хв",1',
    '"Очікування, 9 з 10, хв",6',
    '"Розмова, медіана, хв",',
    '"Розмова, 9 з 10, хв",',
    'Середня оцінка,',
    'Оцінок,',
    '',
  ]);
});
