import { createLogger } from '@desk/logging';
import { loadWeights } from '../adapters/catalogue/load-weights.ts';
import { createDecisionLog } from '../adapters/postgres/decision-log.ts';
import { lookAtDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { type OperatorConfig, parseOperatorConfig } from '../config.ts';
import type { BotCommandNeeds, OpenedDesk } from '../edge/cli/bot-commands.ts';
import { tryWeights } from '../use-cases/assignment/try-weights.ts';

/** What operators' commands need of the bot: its files and its database, and nothing of the rest. */
export function composeCommands(): Pick<BotCommandNeeds, 'loadWeights' | 'open'> {
  return {
    loadWeights,
    async open() {
      const config = parseOperatorConfig();
      if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
      return openOperatorDesk(config.config);
    },
  };
}

export async function openOperatorDesk({ databaseUrl }: Pick<OperatorConfig, 'databaseUrl'>): Promise<OpenedDesk> {
  const log = createLogger({ service: 'bot', level: 'silent' });
  const onIdleError = (error: Error) => log.warn('An idle database connection was lost', { error });
  const { pool, prisma, close } = openDatabase({ databaseUrl, onIdleError });
  const look = await lookAtDatabase(pool);
  if (look !== 'ready') {
    await close();
    return { kind: 'refused', lines: [databaseRefusals[look]] };
  }
  const decisions = createDecisionLog(prisma);
  return { kind: 'opened', desk: { tryWeights: tryWeights({ decisions, clock: systemClock }), close } };
}

/** Why a command cannot work with a database, for whoever runs it. */
export const databaseRefusals = {
  'not-there': 'The database of DATABASE_URL does not answer.',
  'not-the-bots':
    "The database of DATABASE_URL holds no decisions: give the bot's own, with which it has started once.",
} as const;
