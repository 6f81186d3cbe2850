import { listFormerKeys, listPeers, type RingFolder, removeFormerWebhookSecret, removeKeys } from '@desk/crypto';
import type { KeyDesk, SealedCount } from './key-desk.ts';
import { refuse, type Told, tell } from './told.ts';

export const retirable = ['sealing', 'signing', 'tokens', 'phones', 'webhook', 'peers'] as const;
export type Retirable = (typeof retirable)[number];

/** How long a key stays after another one took its place, for what was made with it and is still on its way. */
const overlapMs = {
  /** The longest transaction, and a process that has not looked yet. */
  sealing: 10 * 60_000,
  phones: 10 * 60_000,
  /** As long as a session may be renewed with the last token it was given. */
  tokens: 24 * 3_600_000,
  signing: 0,
} as const satisfies Readonly<Record<RingFolder | 'signing', number>>;

interface Retiring {
  readonly what: Retirable;
  /** Of peers: which one. */
  readonly kid: string | null;
  readonly nowMs: number;
  /** Not to wait for the overlap: somebody has the key who should not. */
  readonly atOnce: boolean;
}

/** Takes former keys away. What they still seal keeps them, whoever asks. */
export async function retireKey(desk: Pick<KeyDesk, 'dir' | 'countSealed'>, retiring: Retiring): Promise<Told> {
  const { what } = retiring;
  switch (what) {
    case 'webhook':
      return tell(await removeFormerWebhookSecret(desk.dir), ['Only the newer secret counts.']);
    case 'peers':
      return retirePeer(desk.dir, retiring.kid);
    case 'sealing':
    case 'phones':
    case 'tokens':
    case 'signing':
      return retireFormer(desk, what, retiring);
  }
}

async function retireFormer(
  { dir, countSealed }: Pick<KeyDesk, 'dir' | 'countSealed'>,
  folder: RingFolder | 'signing',
  { nowMs, atOnce }: Retiring,
): Promise<Told> {
  const former = await listFormerKeys({ dir, folder }, nowMs);
  if (former.length === 0) return refuse(`There is no former key in ${folder}/.`);
  const waitMs = atOnce ? 0 : overlapMs[folder];
  const early = former.find(({ replacedAtMs }) => nowMs - replacedAtMs < waitMs);
  if (early !== undefined) {
    const at = new Date(early.replacedAtMs + waitMs).toISOString();
    return refuse(`${folder}/${early.kid} is needed until ${at}; \`--at-once\` does not wait.`);
  }
  const kids = former.map(({ kid }) => kid);
  if (folder === 'sealing' || folder === 'phones') {
    const held = await holders(countSealed, folder, kids);
    if (held === null)
      return refuse('The database says what a key still seals: set DATABASE_URL, and see that it answers.');
    if (held.length > 0) return { kind: 'refused', lines: held.map(sayHolder) };
  }
  return tell(await removeKeys({ dir, folder, kids }), nextOf(folder, kids));
}

async function holders(
  countSealed: KeyDesk['countSealed'],
  folder: SealedCount['folder'],
  kids: readonly string[],
): Promise<readonly SealedCount[] | null> {
  const counted = await countSealed();
  return counted === null
    ? null
    : counted.filter(({ folder: of, kid, rows }) => of === folder && rows > 0 && kids.includes(kid));
}

function sayHolder({ folder, kid, what, rows }: SealedCount): string {
  const why =
    what === 'audit-checkpoints'
      ? '`audit verify` needs it for as long as these are kept'
      : 'the service moves them to the key in force by itself; `desk keys status` shows how far it is';
  return `${folder}/${kid} stays: ${what} ${rows}; ${why}.`;
}

function nextOf(folder: RingFolder | 'signing', kids: readonly string[]): readonly string[] {
  const carried = 'Where KEYS_DIR is not shared: remove them on the other hosts of this zone as well.';
  if (folder === 'sealing')
    return [carried, 'A backup of the schema `keys` from before needs them: keep them with it.'];
  if (folder === 'phones') return [carried, 'Phones that the DMZ still has under them do not open any more.'];
  if (folder === 'tokens') return [carried];
  return [
    carried,
    'On every host of the other zone, once every host of this one signs with the newer key:',
    ...kids.map((kid) => `desk keys retire peers ${kid}`),
  ];
}

async function retirePeer(dir: string, kid: string | null): Promise<Told> {
  const peers = await listPeers(dir);
  if (kid === null || !peers.includes(kid)) {
    return refuse(`Name one of the keys in peers/: ${peers.join(', ')}.`);
  }
  if (peers.length === 1)
    return refuse('It is the only key of the other zone: without it nothing of that would be believed.');
  return tell(await removeKeys({ dir, folder: 'peers', kids: [kid] }), ['What it signs is refused within 5 s.']);
}
