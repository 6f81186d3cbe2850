import type { Command } from 'commander';
import { composeOperatorDesk } from './compose.ts';
import { parseGatewayConfig } from './config.ts';
import { addGatewayCommands, type OpenedDesk } from './edge/cli/gateway-commands.ts';

export { openDirectory } from './compose/compose-directory.ts';
export { type ComposedGateway, composeGateway, type GatewayOverrides } from './compose.ts';
export { GatewayConfig, parseDirectoryConfig, parseGatewayConfig } from './config.ts';
export type { Gateway } from './run-gateway.ts';
export { gatewaySettings } from './settings.ts';

/** Adds the gateway's commands for operators to `pnpm desk`; they read the same settings as the service. */
export function gatewayCommands(program: Command): void {
  addGatewayCommands(program, openDesk, {
    line: (text) => console.log(text),
    fail: (text) => {
      console.error(text);
      process.exitCode = 1;
    },
  });
}

async function openDesk(): Promise<OpenedDesk> {
  const config = parseGatewayConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return composeOperatorDesk(config.config);
}
