import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import {
  addKey,
  type KeyChange,
  prepareSigningKey,
  type RingFolder,
  renewWebhookSecret,
  writeKeyFile,
} from '@desk/crypto';
import type { KeyDesk, Zone } from './key-desk.ts';

export const rotatable = {
  dmz: ['sealing', 'signing', 'webhook'],
  internal: ['sealing', 'signing', 'tokens', 'phones', 'webhook'],
} as const satisfies Readonly<Record<Zone, readonly (RingFolder | 'signing' | 'webhook')[]>>;

export type Rotatable = (typeof rotatable)[Zone][number];

/** Lines for the operator: what was made, and what is to be done with it. */
export type Told = { readonly kind: 'done' | 'refused'; readonly lines: readonly string[] };

/** Makes the new key beside the others. Nothing that counted stops counting. */
export async function rotateKey(
  desk: Pick<KeyDesk, 'dir' | 'telegramSecretFile'>,
  options: { readonly zone: Zone; readonly what: Rotatable; readonly inMinutes: number; readonly nowMs: number },
): Promise<Told> {
  const { zone, what, inMinutes, nowMs } = options;
  switch (what) {
    case 'sealing':
    case 'tokens':
    case 'phones': {
      const beginsAtMs = nowMs + inMinutes * 60_000;
      const change = await addKey({ dir: desk.dir, folder: what, beginsAtMs, nowMs });
      return tell(change, [
        `It begins at ${new Date(beginsAtMs).toISOString()}; until then it only opens and verifies.`,
        `Every process of this zone has to have it by then: where KEYS_DIR is not shared, carry the file to each host now.`,
        `Then \`desk keys status\` says when the former one may go, and \`desk keys retire ${what}\` takes it away.`,
      ]);
    }
    case 'signing':
      return tellOfPair(await prepareSigningKey({ dir: desk.dir, nowMs }));
    case 'webhook':
      return zone === 'dmz'
        ? renewTelegramSecret(desk.telegramSecretFile)
        : tellOfTracker(await renewWebhookSecret(desk.dir));
  }
}

/** What came of a change of files, with what follows where it was made. */
export function tell(change: KeyChange, next: readonly string[]): Told {
  if (change.kind === 'refused') {
    return {
      kind: 'refused',
      lines: change.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`),
    };
  }
  const { made, removed } = change;
  return {
    kind: 'done',
    lines: [...made.map((file) => `made ${file}`), ...removed.map((file) => `removed ${file}`), ...next],
  };
}

function tellOfPair(change: KeyChange): Told {
  const [publicHalf = ''] = change.kind === 'done' ? change.made : [];
  return tell(change, [
    'It does not sign yet. In this order, and nothing is refused on the way:',
    `1. carry ${basename(publicHalf)} to \`peers/\` on every host of the other zone, which believes it within 5 s`,
    '2. where this zone has several hosts, carry both files to each of them',
    '3. `desk keys begin signing` on each: it asks the other zone first, and begins only where that says yes',
  ]);
}

function tellOfTracker(change: KeyChange): Told {
  return tell(change, [
    'The former one counts beside it. Now give the tracker the new one:',
    '1. Jira: `desk tracker webhook remove --url …` and `desk tracker webhook register --url …`; OpenProject: at its page of webhooks',
    '2. `desk tracker check` says whether what it posts is believed',
    '3. `desk keys retire webhook` ends the former one',
  ]);
}

async function renewTelegramSecret(file: string | null): Promise<Told> {
  if (file === null) {
    const line = 'Give the secret of the webhook in a file, TELEGRAM_WEBHOOK_SECRET_FILE: only a file can be followed.';
    return { kind: 'refused', lines: [line] };
  }
  await writeKeyFile(file, randomBytes(32).toString('base64url'));
  return {
    kind: 'done',
    lines: [
      `made ${file}`,
      `Every bot takes it within 5 s and tells Telegram of it 10 s later; the former one counts for an hour.`,
      `Bots on other hosts: carry it to each within that hour.`,
      `There is nothing to retire. ${dirname(file)} should be backed up apart from the database.`,
    ],
  };
}
