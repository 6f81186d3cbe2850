import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createJiraSimulator } from './create-jira-simulator.ts';
import { SimulatorConfig } from './simulator-options.ts';

/** `node src/main.ts --config <file>`: runs until SIGINT or SIGTERM; prints one JSON line when it listens. */
const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (values.config === undefined) fail('Usage: node src/main.ts --config <file.json>');
const config = readConfig(values.config);

const simulator = await createJiraSimulator(config).catch((error: unknown) => fail(explain(error)));
process.stdout.write(`${JSON.stringify({ listening: simulator.baseUrl, flavour: config.flavour })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));
}

function readConfig(file: string): SimulatorConfig {
  try {
    return SimulatorConfig.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? `\n${z.prettifyError(error)}` : ` ${String(error)}`;
    return fail(`The configuration ${file} cannot be used:${reason}`);
  }
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = `${config.host ?? '127.0.0.1'}:${config.port ?? 0}`;
  if (code === 'EADDRINUSE')
    return `${where} is taken. Stop what listens there, or set another "port" (0 takes any free one).`;
  if (code === 'EACCES') return `${where} may not be used by this user. Set a "port" above 1023.`;
  return error instanceof Error ? error.message : String(error);
}

function fail(message: string): never {
  process.stderr.write(`jira-simulator: ${message}\n`);
  process.exit(1);
}
