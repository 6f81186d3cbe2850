import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, runTool } from './run-step.ts';

const good = `test('is', () => expect(1).toBe(1));`;

/** What the command is given to run: a folder of test files each. */
const planted = {
  'a test that passes, and one that is skipped': {
    'a.test.ts': `test('adds', () => expect(1 + 1).toBe(2));`,
    'b.test.ts': `test('shows', ({ skip }) => skip('no browser here'));`,
  },
  'a test that passes on its second run': {
    'vitest.config.ts': 'export default { test: { retry: 1 } };',
    'a.test.ts': `let runs = 0; test('adds', () => { runs += 1; expect(runs).toBe(2); });`,
  },
  'a failed test': { 'good.test.ts': good, 'bad.test.ts': `test('adds', () => expect(1 + 1).toBe(3));` },
  'a file that does not load': { 'good.test.ts': good, 'bad.test.ts': `throw new Error('broken file');` },
  'a hook that fails before its tests': {
    'good.test.ts': good,
    'bad.test.ts': `describe('all', () => { beforeAll(() => { throw new Error('broken hook'); }); test('a', () => expect(1).toBe(1)); });`,
  },
  'an error outside of any test': {
    'good.test.ts': good,
    'bad.test.ts': `test('ends early', () => { void Promise.reject(new Error('nobody waits')); expect(1).toBe(1); });`,
  },
  'no test at all': {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
type What = keyof typeof planted;

interface Run {
  readonly passed: boolean;
  readonly output: string;
  readonly lastLine: string | undefined;
}

let runs: ReadonlyMap<string, Run>;

beforeAll(async () => {
  await mkdir(join(root, '.desk'), { recursive: true });
  // Inside the clone, so that the planted tests find vitest.
  const folder = await mkdtemp(join(root, '.desk', 'planted-tests-'));
  runs = await runAll(folder).finally(() => rm(folder, { recursive: true }));
});

/** One after the other, in a process of their own: a process each would take longer to start than to run. */
async function runAll(folder: string): Promise<ReadonlyMap<string, Run>> {
  const folders: string[] = [];
  for (const [index, files] of Object.values(planted).entries()) {
    folders.push(await plant(join(folder, String(index)), files));
  }
  const module = join(root, 'infra', 'check', 'run-tests.ts');
  const script = `import { runTests } from ${JSON.stringify(module)};
    for (const root of ${JSON.stringify(folders)}) {
      process.exitCode = undefined;
      console.log('\\n=== ' + (await runTests({ root, filters: [] })));
    }
    process.exit(0);`;
  // Through one pipe: in two, what was said last need not arrive last.
  const { output } = await runTool('sh', ['-c', 'exec node --input-type=module --eval "$0" 2>&1', script]);
  const ends = [...output.matchAll(/^=== (true|false)$/gm)];
  const runOf = (index: number): Run => {
    const end = ends[index];
    if (!end) throw new Error(`The command did not come to its end:\n${output}`);
    const before = ends[index - 1];
    const said = output.slice(before ? before.index + before[0].length : 0, end.index);
    return { passed: end[1] === 'true', output: said, lastLine: said.trim().split('\n').at(-1) };
  };
  return new Map(Object.keys(planted).map((what, index) => [what, runOf(index)]));
}

async function plant(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) {
    const imports = `import { beforeAll, describe, expect, test } from 'vitest';`;
    await writeFile(join(folder, name), `${imports}\n${text}\n`);
  }
  return folder;
}

function runOn(what: What): Run {
  const run = runs.get(what);
  if (!run) throw new Error(`Nothing was planted as ${what}.`);
  return run;
}

describe('the test command', () => {
  test('ends with the tally, and names every skip with its reason above it', () => {
    const { passed, output, lastLine } = runOn('a test that passes, and one that is skipped');
    expect(passed).toBe(true);
    expect(output).toMatch(/^ok {5}a\.test\.ts {2}1 passed {2}\d+\.\d s$/m);
    expect(output).toContain('skipped: b.test.ts > shows: no browser here');
    expect(lastLine).toBe('1 passed, 0 failed, 1 skipped');
  });

  test('names a test that passed only on its second run', () => {
    const { passed, output, lastLine } = runOn('a test that passes on its second run');
    expect(passed).toBe(true);
    expect(output).toContain('UNSTEADY: a.test.ts > adds: passed on its second run, errors above');
    expect(output).toContain('expected 1 to be 2');
    expect(lastLine).toBe('1 passed, 0 failed, 0 skipped');
  });

  test.each<[What, string, string]>([
    ['a failed test', '1 passed, 1 failed, 0 skipped', 'expected 2 to be 3'],
    ['a file that does not load', '1 passed, 1 failed, 0 skipped', 'broken file'],
    ['a hook that fails before its tests', '1 passed, 1 failed, 1 skipped', 'broken hook'],
    ['an error outside of any test', '2 passed, 1 failed, 0 skipped', 'nobody waits'],
  ])('fails for %s, and says why', (what, tally, why) => {
    const { passed, output, lastLine } = runOn(what);
    expect(passed).toBe(false);
    expect(output).toContain(why);
    expect(lastLine).toBe(tally);
  });

  test('fails when there is no test', () => {
    const { passed, lastLine } = runOn('no test at all');
    expect(passed).toBe(false);
    expect(lastLine).toBe('0 passed, 0 failed, 0 skipped');
  });
});
