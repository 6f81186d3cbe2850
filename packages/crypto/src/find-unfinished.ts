import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beginsAt } from './key-times.ts';
import { listKids } from './list-kids.ts';
import { formerWebhookSecretFile, preparedKeys } from './load-keys.ts';
import { listFormerKeys, listPeers } from './rotate-keys.ts';

/** A rotation that somebody began and did not end, in words that follow `what`. */
export type UnfinishedRotation = { what: string; remedy: string };

const dayMs = 86_400_000;
/** Long enough for every way of carrying a file, and for the longest session. */
const restDaysMax = 3;

/** Rotations that have rested for more than three days. Names files and ids, never what is in them. */
export async function findUnfinishedRotations(options: {
  dir: string;
  zone: 'dmz' | 'internal';
  nowMs: number;
}): Promise<readonly UnfinishedRotation[]> {
  const { dir, zone, nowMs } = options;
  const isLongAgo = (atMs: number) => nowMs - atMs > restDaysMax * dayMs;
  // Checkpoints of the audit log keep the gateway's sealing keys, and phones in the DMZ those of phones.
  const folders = zone === 'dmz' ? (['sealing', 'signing'] as const) : (['tokens', 'signing'] as const);
  const former = await Promise.all(
    folders.map(async (folder) => {
      const kids = (await listFormerKeys({ dir, folder }, nowMs)).filter(({ replacedAtMs }) => isLongAgo(replacedAtMs));
      return kids.map(({ kid }) => ({
        what: `the former key ${folder}/${kid} is still there`,
        remedy: `\`desk keys status\` says whether it may go; then \`desk keys retire ${folder}\`.`,
      }));
    }),
  );
  return [
    ...(await findPrepared(dir, isLongAgo)),
    ...former.flat(),
    ...(await findFormerPeers(dir, isLongAgo)),
    ...(await findFormerSecret(dir, isLongAgo)),
  ];
}

type IsLongAgo = (atMs: number) => boolean;

async function findPrepared(dir: string, isLongAgo: IsLongAgo): Promise<readonly UnfinishedRotation[]> {
  return (await listKids(dir, preparedKeys))
    .filter((kid) => isLongAgo(beginsAt(kid) ?? 0))
    .map((kid) => ({
      what: `the pair ${preparedKeys.folder}/${kid}${preparedKeys.ending} was prepared and does not sign yet`,
      remedy: "Carry its public half to the other zone's peers, then `desk keys begin signing`.",
    }));
}

async function findFormerPeers(dir: string, isLongAgo: IsLongAgo): Promise<readonly UnfinishedRotation[]> {
  const peers = await listPeers(dir);
  if (peers.length < 2 || !isLongAgo(beginsAt(peers.at(-1) ?? '') ?? 0)) return [];
  return peers.slice(0, -1).map((kid) => ({
    what: `the other zone's former key peers/${kid} is still believed`,
    remedy: `Once \`desk keys status\` there no longer lists it: \`desk keys retire peers ${kid}\`.`,
  }));
}

async function findFormerSecret(dir: string, isLongAgo: IsLongAgo): Promise<readonly UnfinishedRotation[]> {
  const found = await stat(join(dir, formerWebhookSecretFile)).catch(() => null);
  if (found === null || !isLongAgo(found.mtimeMs)) return [];
  const remedy = 'Once the tracker has the newer one: `desk keys retire webhook`.';
  return [{ what: "the former secret of the tracker's webhooks still counts", remedy }];
}
