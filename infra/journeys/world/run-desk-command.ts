import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { compileCache } from '../../stack/run-child.ts';

/** What `pnpm desk` said, and the code it ended with. */
export interface DeskCommandResult {
  readonly exitCode: number;
  readonly said: string;
}

const program = join(import.meta.dirname, '..', '..', 'desk.ts');
const endsWithinMs = 60_000;

/** Runs `pnpm desk <words>` as an operator does, with these settings and no others. */
export function runDeskCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<DeskCommandResult> {
  const { promise, resolve } = Promise.withResolvers<DeskCommandResult>();
  const child = execFile(
    process.execPath,
    [program, ...words],
    {
      env: { ...environment, NODE_NO_WARNINGS: '1', NODE_COMPILE_CACHE: compileCache },
      timeout: endsWithinMs,
    },
    (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, said: `${stdout}${stderr}` }),
  );
  return promise;
}
