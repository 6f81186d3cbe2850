import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';

interface Runnable<Config> {
  /** Such as `jira-simulator`. */
  readonly name: string;
  readonly schema: z.ZodType<Config>;
  readonly create: (config: Config) => Promise<{ readonly baseUrl: string; close(): Promise<void> }>;
  /** What the line that says where it listens tells beyond that. */
  readonly announced?: (config: Config) => object;
}

interface Place {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** `node src/main.ts --config <file>`: runs until SIGINT or SIGTERM; prints one JSON line when it listens. */
export async function runSimulator<Config extends Place>(runnable: Runnable<Config>): Promise<void> {
  const { name, create, announced } = runnable;
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  if (values.config === undefined) fail(name, 'Usage: node src/main.ts --config <file.json>');
  const config = readConfig(runnable, values.config);
  const simulator = await create(config).catch((error: unknown) => fail(name, explain(config, error)));
  process.stdout.write(`${JSON.stringify({ listening: simulator.baseUrl, ...announced?.(config) })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
  }
}

function readConfig<Config>({ name, schema }: Runnable<Config>, file: string): Config {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? `\n${z.prettifyError(error)}` : ` ${String(error)}`;
    return fail(name, `The configuration ${file} cannot be used:${reason}`);
  }
}

function explain({ host = '127.0.0.1', port = 0 }: Place, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = `${host}:${port}`;
  if (code === 'EADDRINUSE')
    return `${where} is taken. Stop what listens there, or set another "port" (0 takes any free one).`;
  if (code === 'EACCES') return `${where} may not be used by this user. Set a "port" above 1023.`;
  return error instanceof Error ? error.message : String(error);
}

function fail(name: string, message: string): never {
  process.stderr.write(`${name}: ${message}\n`);
  process.exit(1);
}
