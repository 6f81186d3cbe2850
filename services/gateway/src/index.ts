import type { Command } from 'commander';
import { checkDirectory } from './compose/check-directory.ts';
import { openAuditDesk } from './compose/compose-audit-desk.ts';
import { openPrivacyDesk } from './compose/compose-privacy-desk.ts';
import { openRestoreDesk } from './compose/compose-restore.ts';
import { openSessionDesk } from './compose/compose-sessions.ts';
import { composeTrackerDesk } from './compose/compose-tracker-desk.ts';
import { composeOperatorDesk } from './compose.ts';
import { parseDirectoryConfig, parseGatewayConfig, parseTrackerCommandConfig } from './config.ts';
import { addAuditCommands } from './edge/cli/audit-commands.ts';
import { addDirectoryCommands, type CheckedDirectory } from './edge/cli/directory-commands.ts';
import { addGatewayCommands, type OpenedDesk } from './edge/cli/gateway-commands.ts';
import { addPkiCommands } from './edge/cli/pki-commands.ts';
import { addPrivacyCommands } from './edge/cli/privacy-commands.ts';
import { addRestoreCommands } from './edge/cli/restore-commands.ts';
import { addSessionCommands } from './edge/cli/session-commands.ts';
import { terminalOutput as output } from './edge/cli/terminal-output.ts';
import { addTrackerCommands, type OpenedTracker } from './edge/cli/tracker-commands.ts';

export { openVerification } from './compose/compose-audit-desk.ts';
export { openDirectory } from './compose/compose-directory.ts';

export { examineGatewayZone } from './compose/compose-doctor.ts';
export { openGatewayKeyDesk } from './compose/compose-keys.ts';
export { type ComposedGateway, composeGateway, type GatewayOverrides } from './compose.ts';
export { GatewayConfig, parseDirectoryConfig, parseGatewayConfig } from './config.ts';
export { retentionClasses as gatewayRetention } from './ports/retention-classes.table.ts';
export type { Gateway } from './run-gateway.ts';
export { gatewaySettings } from './settings.ts';

/** Adds the gateway's commands for operators to `pnpm desk`; they read the same settings as the service. */
export function gatewayCommands(program: Command): void {
  addGatewayCommands(program, openDesk, output);
  addSessionCommands(program, openSessionDesk, output);
  addDirectoryCommands(program, lookAtDirectory, output);
  addTrackerCommands(program, openTracker, output);
  addPkiCommands(program, Date.now, output);
  addRestoreCommands(program, openRestoreDesk, output);
  addPrivacyCommands(program, openPrivacyDesk, output);
  addAuditCommands(program, openAuditDesk, { ...output, progress: showProgress });
}

/** In one line that is written over, where somebody watches. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}\r`);
}

async function openTracker(): Promise<OpenedTracker> {
  const config = parseTrackerCommandConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return { kind: 'opened', tracker: composeTrackerDesk(config.config) };
}

async function lookAtDirectory(): Promise<CheckedDirectory> {
  const config = parseDirectoryConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return checkDirectory(config.config);
}

async function openDesk(): Promise<OpenedDesk> {
  const config = parseGatewayConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return composeOperatorDesk(config.config);
}
