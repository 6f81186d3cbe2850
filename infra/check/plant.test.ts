import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkFileLengths } from './file-lengths.ts';
import { innocent, type Planted, rooms, violations } from './plant.table.ts';
import { plantViolations } from './plant-violations.ts';
import { runTool } from './run-step.ts';

/** What a check found, as `<name> <file>`. */
type Findings = Readonly<Record<Planted['check'], readonly string[]>>;

const knipKinds = ['files', 'exports', 'dependencies', 'unlisted', 'types'] as const;
const Unused = z.object({
  issues: z.array(
    z.looseObject({
      file: z.string(),
      ...Object.fromEntries(knipKinds.map((kind) => [kind, z.array(z.unknown()).default([])])),
    }),
  ),
});

let copy: string;
let findings: Findings;

beforeAll(async () => {
  copy = await realpath(await mkdtemp(join(tmpdir(), 'desk-planted-')));
  const planted = Object.fromEntries(violations.map(({ file, text }) => [file, text]));
  await plantViolations(copy, { ...rooms, ...innocent, ...planted });
  const [architecture, lint, types, deadCode, lengths] = await Promise.all([
    architectureFindings(),
    lintFindings(),
    typeFindings(),
    deadCodeFindings(),
    lengthFindings(),
  ]);
  findings = { architecture, lint, types, 'dead code': deadCode, 'file lengths': lengths };
}, 60_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

async function architectureFindings(): Promise<string[]> {
  const args = ['--config', '.dependency-cruiser.cjs', 'packages', 'services'];
  const { output } = await runTool('depcruise', args, copy);
  return [...output.matchAll(/^\s*error ([\w-]+): (\S+)/gm)].map(([, rule, file]) => `${rule} ${file}`);
}

async function lintFindings(): Promise<string[]> {
  const args = ['lint', '--max-diagnostics=none', '--reporter=github', 'packages', 'services'];
  const { output } = await runTool('biome', args, copy);
  return [...output.matchAll(/^::\w+ title=([\w/-]+),file=([^,]+)/gm)].map(
    ([, rule, file]) => `${rule} ${file?.replace(`${copy}/`, '')}`,
  );
}

async function typeFindings(): Promise<string[]> {
  const { output } = await runTool('tsc', ['-p', 'tsconfig.json'], join(copy, 'packages', 'domain'));
  return [...output.matchAll(/^(.+)\(\d+,\d+\): error (TS\d+)/gm)].map(
    ([, file, code]) => `${code} packages/domain/${file}`,
  );
}

async function deadCodeFindings(): Promise<string[]> {
  const { output } = await runTool('knip', ['--no-config-hints', '--no-progress', '--reporter=json'], copy);
  const { issues } = Unused.parse(JSON.parse(output));
  return issues.flatMap((issue) =>
    knipKinds.flatMap((kind) =>
      Array.isArray(issue[kind]) && issue[kind].length > 0 ? [`${kind} ${issue.file}`] : [],
    ),
  );
}

async function lengthFindings(): Promise<string[]> {
  const { output } = await checkFileLengths(copy);
  return output.split('\n').map((line) => `lines ${line.split(':')[0]}`);
}

describe('a planted violation is caught by name', () => {
  test.each(violations)('$check: $what', ({ check, rule, file }) => {
    expect(findings[check]).toContain(`${rule} ${file}`);
  });
});

test('what is allowed is not reported by any check but as unused', () => {
  const { 'dead code': _unused, ...others } = findings;
  const reported = Object.values(others).flat();
  expect(reported.filter((finding) => Object.keys(innocent).some((file) => finding.endsWith(file)))).toEqual([]);
});

test('no two planted files are one', () => {
  const files = [...violations.map(({ file }) => file), ...Object.keys(rooms), ...Object.keys(innocent)];
  expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
});
