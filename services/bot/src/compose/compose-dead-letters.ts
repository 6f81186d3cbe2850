import { type KeyRing, loadBotKeys } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import { createDeadLetters } from '../adapters/postgres/dead-letters/dead-letters.ts';
import { createLetterContents } from '../adapters/postgres/dead-letters/letter-contents.ts';
import { lookAtDatabase, openDatabase } from '../adapters/postgres/open-database.ts';
import { openSubjectKeys } from '../adapters/postgres/subject-keys.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { type OperatorConfig, parseOperatorConfig } from '../config.ts';
import type { LetterDesk, OpenedLetterDesk } from '../edge/cli/dead-letter-commands.ts';
import { dropLetters } from '../use-cases/dead-letters/drop-letters.ts';
import { resendLetters } from '../use-cases/dead-letters/resend-letters.ts';
import { revealLetter } from '../use-cases/dead-letters/reveal-letter.ts';
import { databaseRefusals } from './compose-commands.ts';

/** What the commands about dead letters need: the bot's database, and its keys where somebody wants to read one. */
export async function openLetterDesk(): Promise<OpenedLetterDesk> {
  const config = parseOperatorConfig();
  if (config.kind === 'invalid') return { kind: 'refused', lines: config.problems.map(({ line }) => line) };
  return openLettersOf(config.config);
}

export async function openLettersOf({ databaseUrl, keysDir }: OperatorConfig): Promise<OpenedLetterDesk> {
  const log = createLogger({ service: 'bot', level: 'silent' });
  const onIdleError = (error: Error) => log.warn('An idle database connection was lost', { error });
  const { pool, close } = openDatabase({ databaseUrl, onIdleError });
  const look = await lookAtDatabase(pool);
  if (look !== 'ready') {
    await close();
    return { kind: 'refused', lines: [databaseRefusals[look]] };
  }
  const letters = createDeadLetters(pool);
  const needs = { letters, clock: systemClock };
  const reveal: LetterDesk['reveal'] = async (id, operator) => {
    const loaded = await loadZone(keysDir);
    if (loaded.kind === 'refused') return loaded;
    const keys = await openSubjectKeys(pool, loaded.zone);
    return revealLetter({ ...needs, contents: createLetterContents({ pool, keys }) })(id, operator);
  };
  return {
    kind: 'opened',
    desk: {
      ...{ list: letters.list, find: letters.find, listHistory: letters.listHistory },
      ...{ resend: resendLetters(needs), drop: dropLetters(needs), reveal },
      ...{ now: systemClock.now, close },
    },
  };
}

type LoadedZone =
  | { readonly kind: 'loaded'; readonly zone: KeyRing }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

async function loadZone(keysDir: string | null): Promise<LoadedZone> {
  if (keysDir === null) return { kind: 'refused', lines: ['KEYS_DIR is missing: what is sealed opens with its keys.'] };
  const loaded = await loadBotKeys(keysDir);
  if (loaded.kind === 'loaded') return { kind: 'loaded', zone: loaded.keys.sealing };
  const lines = loaded.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`);
  return { kind: 'refused', lines };
}
