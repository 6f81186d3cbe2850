import { expect, test } from 'vitest';
import { printRows } from './print-rows.ts';
import { rowOf } from './row.ts';

test('rows stand under one another, group by group', () => {
  const rows = [
    rowOf('main-job', { name: 'reply, p50', value: 9.5, unit: 'ms', baseline: 3, goal: { of: 'value', atMost: 15 } }),
    rowOf('main-job', {
      name: 'updates',
      value: 12_345,
      unit: '1/s',
      baseline: 6000,
      goal: { of: 'ratio', atLeast: 3 },
    }),
    rowOf('chaos/filing', { name: 'tickets', value: 200, unit: '' }),
  ];
  expect(printRows(rows)).toBe(
    [
      'main-job',
      '             value  unit  baseline   ratio        goal',
      'reply, p50     9.5  ms           3  3.167x       <= 15  met',
      'updates     12,345  1/s      6,000  2.058x  ratio >= 3  MISSED',
      '',
      'chaos/filing',
      '             value  unit  baseline   ratio        goal',
      'tickets        200',
    ].join('\n'),
  );
});
