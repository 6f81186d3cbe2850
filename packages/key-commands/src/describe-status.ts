import { beginsAt, describeKeys, findPreparedKey, listPeers } from '@desk/crypto';
import type { KeyDesk, SealedCount } from './key-desk.ts';

/** A line for each key of a zone: which, since when, and what it still seals. */
export async function describeStatus(
  { dir, countSealed }: Pick<KeyDesk, 'dir' | 'countSealed'>,
  nowMs: number,
): Promise<readonly string[]> {
  const [keys, counted, prepared, peers] = await Promise.all([
    describeKeys({ dir, nowMs }),
    countSealed(),
    findPreparedKey(dir),
    listPeers(dir),
  ]);
  const known = new Set(keys.map(({ folder, kid }) => `${folder}/${kid}`));
  const lines = keys.map(({ folder, kid, ageDays, isCurrent }) => {
    const isToCome = !isCurrent && (beginsAt(kid) ?? 0) > nowMs;
    const state = isCurrent ? 'in force' : isToCome ? 'to come' : 'former';
    const sealed = sayCounts(folder, kid, counted ?? []);
    return `${folder}/${kid}  ${state}  ${sayAge(ageDays)}${sealed === '' ? '' : `  ${sealed}`}`;
  });
  const strays = [...new Set((counted ?? []).map(({ folder, kid }) => `${folder}/${kid}`))].filter(
    (id) => !known.has(id),
  );
  return [
    ...lines,
    ...(prepared === null ? [] : [`signing/${prepared.kid}  prepared: does not sign yet`]),
    ...peers.map((kid) => `peers/${kid}  believed`),
    ...strays.map((id) => {
      const [folder = '', kid = ''] = id.split('/');
      return `${id}  not here  ${sayCounts(folder, kid, counted ?? [])}`;
    }),
    ...(counted === null ? ['What each key still seals is not known: set DATABASE_URL, and see that it answers.'] : []),
  ];
}

function sayCounts(folder: string, kid: string, counted: readonly SealedCount[]): string {
  return counted
    .filter((each) => each.folder === folder && each.kid === kid)
    .map(({ what, rows }) => `${what} ${rows}`)
    .join(', ');
}

function sayAge(days: number | null): string {
  if (days === null) return 'age not known';
  if (days < 0) return 'not begun';
  return days === 1 ? '1 day' : `${days} days`;
}
