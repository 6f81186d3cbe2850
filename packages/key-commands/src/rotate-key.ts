import { basename, dirname } from 'node:path';
import {
  addKey,
  type KeyChange,
  prepareSigningKey,
  type RingFolder,
  renewWebhookSecret,
  secretText,
  writeKeyFile,
} from '@desk/crypto';
import type { KeyDesk, Zone } from './key-desk.ts';
import { refuse, type Told, tell } from './told.ts';

export const rotatable = {
  dmz: ['sealing', 'signing', 'webhook'],
  internal: ['sealing', 'signing', 'tokens', 'phones', 'webhook'],
} as const satisfies Readonly<Record<Zone, readonly (RingFolder | 'signing' | 'webhook')[]>>;

export type Rotatable = (typeof rotatable)[Zone][number];

const onlyInFile: Readonly<Record<Zone, string>> = {
  dmz: 'Give the secret of the webhook in a file, TELEGRAM_WEBHOOK_SECRET_FILE: only a file can be followed.',
  internal:
    'Give the secret of the webhook in a file, TRACKER_WEBHOOK_SECRET_FILE, or leave it out: only a file can be followed.',
};

/** Makes the new key beside the others. Nothing that counted stops counting. */
export async function rotateKey(
  desk: Pick<KeyDesk, 'dir' | 'webhookSecretFile'>,
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
      if (desk.webhookSecretFile === null) return refuse(onlyInFile[zone]);
      return zone === 'dmz'
        ? renewTelegramSecret(desk.webhookSecretFile)
        : tellOfTracker(await renewWebhookSecret({ dir: desk.dir, file: desk.webhookSecretFile }));
  }
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

async function renewTelegramSecret(file: string): Promise<Told> {
  await writeKeyFile(file, secretText());
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
