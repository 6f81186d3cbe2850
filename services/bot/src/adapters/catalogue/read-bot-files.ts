import { type BotKeys, loadBotKeys } from '@desk/crypto';
import { type Catalogue, defaultWeights, type IndexWeights } from '@desk/domain';
import { loadCatalogue } from './load-catalogue.ts';
import { loadWeights } from './load-weights.ts';

export interface BotFiles {
  readonly kind: 'read';
  readonly keys: BotKeys;
  readonly catalogue: Catalogue;
  readonly weights: IndexWeights;
}

/** Every file the bot needs, all problems at once: a line each, with its place and its remedy. */
export async function readBotFiles({
  keysDir,
  catalogueFile,
  weightsFile,
}: {
  readonly keysDir: string;
  readonly catalogueFile: string;
  readonly weightsFile: string | null;
}): Promise<BotFiles | { readonly kind: 'refused'; readonly problems: readonly string[] }> {
  const loaded = await loadBotKeys(keysDir);
  const catalogue = await loadCatalogue(catalogueFile);
  const weights =
    weightsFile === null ? { kind: 'loaded' as const, weights: defaultWeights } : await loadWeights(weightsFile);
  if (loaded.kind === 'loaded' && catalogue.kind === 'loaded' && weights.kind === 'loaded') {
    return { kind: 'read', keys: loaded.keys, catalogue: catalogue.catalogue, weights: weights.weights };
  }
  const problems = [
    ...(loaded.kind === 'refused'
      ? loaded.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`)
      : []),
    ...(catalogue.kind === 'wrong' ? catalogue.problems.map((line) => `CATALOGUE_FILE ${catalogueFile}: ${line}`) : []),
    ...(weights.kind === 'wrong' ? weights.problems.map((line) => `INDEX_WEIGHTS_FILE ${weightsFile}: ${line}`) : []),
  ];
  return { kind: 'refused', problems };
}
