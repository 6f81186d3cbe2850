import { type BotKeys, type KeysLook, openBotKeys } from '@desk/crypto';
import { type Catalogue, defaultWeights, type IndexWeights, type Localised } from '@desk/domain';
import type { SavedReply } from '../../ports/saved-replies.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadPrivacyNote } from './load-privacy-note.ts';
import { loadSavedReplies } from './load-saved-replies.ts';
import { loadWeights } from './load-weights.ts';

export interface BotFiles {
  readonly kind: 'read';
  /** As they are at each use. */
  readonly keys: BotKeys;
  /** Puts keys that are new in their place. */
  readonly lookAtKeys: () => Promise<KeysLook>;
  readonly catalogue: Catalogue;
  readonly weights: IndexWeights;
  readonly savedReplies: readonly SavedReply[];
  readonly privacyNote: Localised | null;
}

/** Every file the bot needs, all problems at once: a line each, with its place and its remedy. */
export async function readBotFiles(
  {
    keysDir,
    catalogueFile,
    weightsFile,
    savedRepliesFile,
    privacyNoteFile,
  }: {
    readonly keysDir: string;
    readonly catalogueFile: string;
    readonly weightsFile: string | null;
    readonly savedRepliesFile: string | null;
    readonly privacyNoteFile: string | null;
  },
  now: () => number,
): Promise<BotFiles | { readonly kind: 'refused'; readonly problems: readonly string[] }> {
  const loaded = await openBotKeys({ dir: keysDir, now });
  const catalogue = await loadCatalogue(catalogueFile);
  const weights =
    weightsFile === null ? { kind: 'loaded' as const, weights: defaultWeights } : await loadWeights(weightsFile);
  const saved =
    savedRepliesFile === null ? { kind: 'loaded' as const, replies: [] } : await loadSavedReplies(savedRepliesFile);
  const note =
    privacyNoteFile === null ? { kind: 'loaded' as const, note: null } : await loadPrivacyNote(privacyNoteFile);
  const texts = saved.kind === 'loaded' && note.kind === 'loaded' ? { saved, note } : null;
  if (loaded.kind === 'opened' && catalogue.kind === 'loaded' && weights.kind === 'loaded' && texts !== null) {
    const { catalogue: services } = catalogue;
    return {
      ...{ kind: 'read', keys: loaded.keys, lookAtKeys: loaded.look, catalogue: services },
      ...{ weights: weights.weights, savedReplies: texts.saved.replies, privacyNote: texts.note.note },
    };
  }
  const problems = [
    ...(loaded.kind === 'refused'
      ? loaded.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`)
      : []),
    ...(catalogue.kind === 'wrong' ? catalogue.problems.map((line) => `CATALOGUE_FILE ${catalogueFile}: ${line}`) : []),
    ...(saved.kind === 'wrong' ? saved.problems.map((line) => `SAVED_REPLIES_FILE ${savedRepliesFile}: ${line}`) : []),
    ...(note.kind === 'wrong' ? note.problems.map((line) => `PRIVACY_NOTE_FILE ${privacyNoteFile}: ${line}`) : []),
    ...(weights.kind === 'wrong' ? weights.problems.map((line) => `INDEX_WEIGHTS_FILE ${weightsFile}: ${line}`) : []),
  ];
  return { kind: 'refused', problems };
}
