import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

export type StepResult = { passed: boolean; output: string };

export const root: string = resolve(import.meta.dirname, '..', '..');

const outputCharactersMax = 200_000;

/** Runs one of the workspace's tools, from `cwd`, and gathers what it says. */
export function runTool(command: string, args: readonly string[], cwd: string = root): Promise<StepResult> {
  const { promise, resolve: settle } = Promise.withResolvers<StepResult>();
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: path, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-outputCharactersMax);
    });
  }
  child.once('error', (error) => settle({ passed: false, output: error.message }));
  child.once('close', (code) => settle({ passed: code === 0, output }));
  return promise;
}
