import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root, runTool } from './run-step.ts';

let folder: string;

beforeEach(async () => {
  await mkdir(join(root, '.desk'), { recursive: true });
  // Inside the clone, so that the planted tests find vitest.
  folder = await mkdtemp(join(root, '.desk', 'planted-tests-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function run(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), `import { beforeAll, describe, expect, test } from 'vitest';\n${text}\n`);
  }
  const module = join(root, 'infra', 'check', 'run-tests.ts');
  const script = `import { runTests } from ${JSON.stringify(module)};
    process.exit((await runTests({ root: ${JSON.stringify(folder)}, filters: [] })) ? 0 : 1);`;
  // Through one pipe: in two, what was said last need not arrive last.
  const { passed, output } = await runTool('sh', ['-c', 'exec node --input-type=module --eval "$0" 2>&1', script]);
  return { passed, output, lastLine: output.trim().split('\n').at(-1) };
}

describe('the test command', () => {
  test('ends with the tally, and names every skip with its reason above it', async () => {
    const { passed, output, lastLine } = await run({
      'a.test.ts': `test('adds', () => expect(1 + 1).toBe(2));`,
      'b.test.ts': `test('shows', ({ skip }) => skip('no browser here'));`,
    });
    expect(passed).toBe(true);
    expect(output).toMatch(/^ok {5}a\.test\.ts {2}1 passed {2}\d+\.\d s$/m);
    expect(output).toContain('skipped: b.test.ts > shows: no browser here');
    expect(lastLine).toBe('1 passed, 0 failed, 1 skipped');
  });

  test('names a test that passed only on its second run', async () => {
    const { passed, output, lastLine } = await run({
      'vitest.config.ts': 'export default { test: { retry: 1 } };',
      'a.test.ts': `let runs = 0; test('adds', () => { runs += 1; expect(runs).toBe(2); });`,
    });
    expect(passed).toBe(true);
    expect(output).toContain('UNSTEADY: a.test.ts > adds: passed on its second run, errors above');
    expect(output).toContain('expected 1 to be 2');
    expect(lastLine).toBe('1 passed, 0 failed, 0 skipped');
  });

  const failures: readonly [string, string, string, string][] = [
    [
      'a failed test',
      `test('adds', () => expect(1 + 1).toBe(3));`,
      '1 passed, 1 failed, 0 skipped',
      'expected 2 to be 3',
    ],
    ['a file that does not load', `throw new Error('broken file');`, '1 passed, 1 failed, 0 skipped', 'broken file'],
    [
      'a hook that fails before its tests',
      `describe('all', () => { beforeAll(() => { throw new Error('broken hook'); }); test('a', () => expect(1).toBe(1)); });`,
      '1 passed, 1 failed, 1 skipped',
      'broken hook',
    ],
    [
      'an error outside of any test',
      `test('ends early', () => { void Promise.reject(new Error('nobody waits')); expect(1).toBe(1); });`,
      '2 passed, 1 failed, 0 skipped',
      'nobody waits',
    ],
  ];

  test.each(failures)('fails for %s, and says why', async (_what, text, tally, why) => {
    const { passed, output, lastLine } = await run({
      'good.test.ts': `test('is', () => expect(1).toBe(1));`,
      'bad.test.ts': text,
    });
    expect(passed).toBe(false);
    expect(output).toContain(why);
    expect(lastLine).toBe(tally);
  });

  test('fails when there is no test', async () => {
    const { passed, lastLine } = await run({});
    expect(passed).toBe(false);
    expect(lastLine).toBe('0 passed, 0 failed, 0 skipped');
  });
});
