import { checkFileLengths } from './file-lengths.ts';
import { root, runTool, type StepResult } from './run-step.ts';
import { checkSecurityClaims } from './security-claims.ts';

/** `pnpm check`: everything that can be said about the code without running it. One line a step; details on failure. */
const steps: readonly [name: string, run: () => Promise<StepResult>][] = [
  ['format and lint', () => runTool('biome', ['check', '--error-on-warnings', '--max-diagnostics=50', '.'])],
  ['types', () => runTool('turbo', ['run', 'types', '--continue', '--output-logs=errors-only', '--log-order=grouped'])],
  [
    'architecture',
    () => runTool('depcruise', ['--config', '.dependency-cruiser.cjs', 'packages', 'services', 'infra']),
  ],
  ['dead code', () => runTool('knip', ['--no-config-hints', '--no-progress'])],
  ['file lengths', () => checkFileLengths(root)],
  ['security claims', () => checkSecurityClaims(root)],
];

const detailLinesMax = 120;
const started = performance.now();
const results = await Promise.all(steps.map(([name, run]) => report(name, run)));
const failed = results.filter(({ passed }) => !passed).length;
const outcome = failed === 0 ? 'all checks passed' : `${failed} of ${steps.length} checks failed`;
console.log(`${outcome} in ${seconds(started)}`);
process.exitCode = failed === 0 ? 0 : 1;

async function report(name: string, run: () => Promise<StepResult>): Promise<StepResult> {
  const stepStarted = performance.now();
  const result = await run();
  const line = `${result.passed ? 'ok    ' : 'FAILED'} ${name.padEnd(16)} ${seconds(stepStarted)}`;
  console.log(result.passed ? line : `${line}\n${indented(result.output)}`);
  return result;
}

function indented(text: string): string {
  const lines = text.trim().split('\n');
  const more = lines.length > detailLinesMax ? [`… and ${lines.length - detailLinesMax} lines more`] : [];
  return [...lines.slice(0, detailLinesMax), ...more].map((line) => `    ${line}`).join('\n');
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
