import { ensureChromium, ensurePromtool, ensureSlapd } from '@desk/testing';
import { root } from './run-step.ts';
import { runTests } from './run-tests.ts';

/** `pnpm test [path …]`: every test, or those in files whose path contains one of the words. */
const filters = process.argv.slice(2);

// Tests that need them skip themselves, with a line, where they are missing and cannot be installed.
if (filters.length === 0) {
  await ensureChromium((line) => console.log(line));
  await ensureSlapd((line) => console.log(line));
  await ensurePromtool((line) => console.log(line));
}

const passed = await runTests({ root, filters });
process.exit(passed ? 0 : 1);
