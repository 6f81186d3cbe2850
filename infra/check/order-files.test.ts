import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { longFiles, longFilesFirst } from './order-files.ts';
import { root } from './run-step.ts';

test('every file that is said to take long is there', () => {
  expect(longFiles.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('long files come first within their project, and the rest stays as it was', () => {
  const [journeys, units] = [{ name: 'journeys' }, { name: 'units' }];
  const [first = '', second = ''] = longFiles;
  const given = [
    { moduleId: '/clone/b.test.ts', project: journeys },
    { moduleId: `/clone/${second}`, project: journeys },
    { moduleId: '/clone/a.test.ts', project: journeys },
    { moduleId: '/clone/c.test.ts', project: units },
    { moduleId: `/clone/${first}`, project: units },
  ];
  expect(longFilesFirst(given).map(({ moduleId }) => moduleId)).toEqual(
    [second, 'b.test.ts', 'a.test.ts', first, 'c.test.ts'].map((file) => `/clone/${file}`),
  );
});
