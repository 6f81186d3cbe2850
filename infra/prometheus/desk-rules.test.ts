import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPromtool } from '@desk/testing';
import { expect, it, test } from 'vitest';
import { readRules } from './read-rules.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
const promtool = await findPromtool();

it('every alert says in docs/operations.md what to do, and nothing is said there of an alert that is not', async () => {
  const page = await readFile(join(here, '..', '..', 'docs', 'operations.md'), 'utf8');
  const explained = [...page.matchAll(/^\| (Desk\w+) \|/gm)].map(([, alert]) => alert);
  expect(explained).toEqual((await readRules()).map(({ alert }) => alert));
});

it('every alert says how urgent it is, and waits a moment before it wakes anybody', async () => {
  for (const { for: lasting, labels, annotations } of await readRules()) {
    expect(labels.severity).toMatch(/^(critical|warning)$/);
    expect(lasting).toMatch(/^\d+[mh]$/);
    expect(annotations.summary.length).toBeGreaterThan(20);
  }
});

if (promtool === undefined) {
  test('Prometheus takes the rules', ({ skip }) => skip('promtool is not here: it comes with Prometheus.'));
} else {
  test('Prometheus takes the rules', async () => {
    const { stdout } = await run(promtool, ['check', 'rules', 'desk.rules.yaml'], { cwd: here });
    expect(stdout).toContain(`${(await readRules()).length} rules found`);
  });

  test('the rules fire when they should, and not before', async () => {
    const { stdout } = await run(promtool, ['test', 'rules', 'desk.rules.test.yaml'], { cwd: here });
    expect(stdout).toContain('SUCCESS');
  });
}
