import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createOpenProjectSimulator } from './create-openproject-simulator.ts';
import { SimulatorConfig } from './simulator-options.ts';

/** `node src/main.ts --config <file>`: runs until SIGINT or SIGTERM; prints one JSON line when it listens. */
const { values } = parseArgs({ options: { config: { type: 'string' } } });
if (values.config === undefined) fail('Usage: node src/main.ts --config <file.json>');
const simulator = await createOpenProjectSimulator(readConfig(values.config)).catch((error: unknown) =>
  fail(error instanceof Error ? error.message : String(error)),
);
process.stdout.write(`${JSON.stringify({ listening: simulator.baseUrl })}\n`);

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

function fail(message: string): never {
  process.stderr.write(`openproject-simulator: ${message}\n`);
  process.exit(1);
}
