import { parseArgs } from 'node:util';
import { z } from 'zod';

const Config = z.object({
  port: z.coerce.number({ error: 'the port is a number' }).int().min(0).max(65_535).default(8070),
  host: z.string().default('127.0.0.1'),
  token: z
    .string({ error: 'a bot token is needed: --token or TELEGRAM_BOT_TOKEN' })
    .regex(/^\d{1,15}:\S+$/, { error: 'a bot token looks like "123456:ABC-DEF": digits, a colon, then the secret' }),
  stateFile: z.string().optional(),
  botUsername: z.string().optional(),
  botName: z.string().optional(),
  limits: z.stringbool({ error: 'limits are "on" or "off"' }).default(true),
});
export type Config = z.infer<typeof Config>;

export type ConfigOutcome = { kind: 'config'; config: Config } | { kind: 'wrong'; problems: string[] };

/** Reads flags, and environment variables where a flag is missing. */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv = process.env): ConfigOutcome {
  const flags = readFlags(args);
  if (typeof flags === 'string') return { kind: 'wrong', problems: [flags] };
  const given = {
    port: flags.port ?? env.TELEGRAM_SIMULATOR_PORT,
    host: flags.host ?? env.TELEGRAM_SIMULATOR_HOST,
    token: flags.token ?? env.TELEGRAM_BOT_TOKEN,
    stateFile: flags.state ?? env.TELEGRAM_SIMULATOR_STATE,
    botUsername: flags.username ?? env.TELEGRAM_BOT_USERNAME,
    botName: flags.name ?? env.TELEGRAM_BOT_NAME,
    limits: flags.limits ?? env.TELEGRAM_SIMULATOR_LIMITS,
  };
  const parsed = Config.safeParse(given);
  if (parsed.success) return { kind: 'config', config: parsed.data };
  return { kind: 'wrong', problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

function readFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { port: text, host: text, token: text, state: text, username: text, name: text, limits: text };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
