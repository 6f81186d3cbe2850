import { botCommands, examineBotZone, openBotKeyDesk } from '@desk/bot';
import { createBotKeys, createGatewayKeys, initKeys } from '@desk/crypto';
import { addDoctorCommand } from '@desk/doctor';
import { examineGatewayZone, gatewayCommands, openGatewayKeyDesk } from '@desk/gateway';
import { addKeyCommands } from '@desk/key-commands';
import { Command } from 'commander';

/** `pnpm desk <command>`: what operators do by hand. Each command reads the settings of the zone it belongs to. */
const program = new Command('desk').description('Operates Desk.').showHelpAfterError();

const keys = program.command('keys').description("The zones' keys.");
keys
  .command('init')
  .description('Makes the first keys: of both zones on one host, or of one zone on its own host.')
  .option('--dmz <folder>', "KEYS_DIR of the bot's host")
  .option('--internal <folder>', "KEYS_DIR of the gateway's host")
  .action(async ({ dmz, internal }: { dmz?: string; internal?: string }) => {
    const made = await makeKeys(dmz, internal);
    if (made === null) return program.error('Name a folder: --dmz, --internal, or both.');
    if (made.kind === 'refused') {
      return program.error(
        made.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`).join('\n'),
      );
    }
    process.stdout.write(`${made.files.map((file) => `made ${file}`).join('\n')}\n`);
    if (dmz === undefined || internal === undefined) {
      process.stdout.write("Now carry signing/*.public.jwk to the other zone's peers folder, in both directions.\n");
    }
  });

addKeyCommands(keys, {
  zones: { dmz: () => openBotKeyDesk(), internal: () => openGatewayKeyDesk() },
  now: Date.now,
  output: { line: (text) => console.log(text), fail: say },
});
botCommands(program);
gatewayCommands(program);
addDoctorCommand(program, { dmz: () => examineBotZone(), internal: () => examineGatewayZone() });
await program.parseAsync();

function makeKeys(dmz: string | undefined, internal: string | undefined) {
  const nowMs = Date.now();
  if (dmz !== undefined && internal !== undefined) return initKeys({ dmzDir: dmz, internalDir: internal, nowMs });
  if (dmz !== undefined) return createBotKeys({ dir: dmz, nowMs });
  if (internal !== undefined) return createGatewayKeys({ dir: internal, nowMs });
  return null;
}

function say(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
