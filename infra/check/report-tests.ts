import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/** What a run came to. `failed` counts tests, files that did not load, and errors outside of any test. */
export type TestTally = { passed: number; failed: number; skipped: number };

export type TestReport = {
  reporter: Reporter;
  /** Every skip with its reason, every test that needed a second run, and then the tally, as the last line. */
  conclude(): TestTally;
};

/** One line a test file while the tests run, with the errors of the file below it. */
export function reportTests(print: (line: string) => void = console.log): TestReport {
  const tally: TestTally = { passed: 0, failed: 0, skipped: 0 };
  const skips: string[] = [];
  const unsteady: string[] = [];
  let vitest: Vitest | undefined;

  const reporter: Reporter = {
    onInit(started) {
      vitest = started;
    },
    onTestModuleEnd(module) {
      const tests = [...module.children.allTests()];
      const count = (state: string) => tests.filter((test) => test.result().state === state).length;
      const counts: TestTally = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
      const broken = brokenSuites(module);
      for (const test of tests) {
        if (test.result().state === 'skipped')
          skips.push(`skipped: ${named(test)}: ${reasonOf(test, broken.length > 0)}`);
        if (test.diagnostic()?.flaky) unsteady.push(`UNSTEADY: ${named(test)}: passed on its second run, errors above`);
      }
      tally.passed += counts.passed;
      tally.skipped += counts.skipped + tests.filter((test) => test.result().state === 'pending').length;
      tally.failed += counts.failed + broken.length;
      print(`${counts.failed + broken.length > 0 ? 'FAILED' : 'ok    '} ${fileLine(module, counts)}`);
      for (const test of tests) explain(vitest, module, `${named(test)}`, test.result().errors);
      for (const { name, errors } of broken) explain(vitest, module, name, errors);
    },
    onTestRunEnd(_modules, unhandled) {
      tally.failed += unhandled.length;
      for (const error of unhandled) vitest?.logger.printError(error, { fullStack: true });
    },
  };

  return {
    reporter,
    conclude() {
      for (const line of [...skips.sort(), ...unsteady.sort()]) print(line);
      print(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
      return tally;
    },
  };
}

/** Files and `describe` blocks whose own code or hooks failed: their tests may never have run. */
function brokenSuites(module: TestModule) {
  const suites = [...module.children.allSuites()].map((suite) => ({ name: suite.fullName, errors: suite.errors() }));
  return [{ name: module.relativeModuleId, errors: module.errors() }, ...suites].filter(
    ({ errors }) => errors.length > 0,
  );
}

function fileLine(module: TestModule, { passed, failed, skipped }: TestTally): string {
  const parts = [`${passed} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return `${module.relativeModuleId}  ${parts.join(', ')}  ${(module.diagnostic().duration / 1000).toFixed(1)} s`;
}

function explain(vitest: Vitest | undefined, module: TestModule, name: string, errors: unknown): void {
  for (const error of Array.isArray(errors) ? errors : []) {
    vitest?.logger.error(`\n  ${name}`);
    vitest?.logger.printError(error, { project: module.project });
  }
}

function named(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

function reasonOf(test: TestCase, fileIsBroken: boolean): string {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return note ?? (fileIsBroken ? 'what it needs failed, see above' : 'no reason given');
}
