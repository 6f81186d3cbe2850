import type { FileFacts } from '@desk/doctor';
import { loadCatalogue } from './load-catalogue.ts';
import { loadPrivacyNote } from './load-privacy-note.ts';
import { loadSavedReplies } from './load-saved-replies.ts';
import { loadWeights } from './load-weights.ts';

export interface FilesToInspect {
  readonly catalogueFile: string | null;
  readonly weightsFile: string | null;
  readonly savedRepliesFile: string | null;
  readonly privacyNoteFile: string | null;
}

const catalogueRemedy = 'The samples in infra/catalogue say what may stand there.';
const weightsRemedy = 'It holds `version`, and the shares `active`, `idle` and `closed`, which sum to 1.';
const noteRemedy = 'It holds a text under `uk` and one under `en`, and nothing else.';
const repliesRemedy = 'infra/catalogue/saved-replies.yaml says what may stand there.';

/** Reads the files that the settings name; null: none is named. */
export async function inspectFiles(files: FilesToInspect): Promise<readonly FileFacts[]> {
  const problemsOf = async <Loaded extends { readonly kind: 'loaded' } | Wrong>(
    file: string | null,
    load: (file: string) => Promise<Loaded>,
  ): Promise<readonly string[] | null> => {
    if (file === null) return null;
    const loaded = await load(file);
    return loaded.kind === 'wrong' ? loaded.problems : [];
  };
  const [catalogue, weights, replies, note] = await Promise.all([
    problemsOf(files.catalogueFile, loadCatalogue),
    problemsOf(files.weightsFile, loadWeights),
    problemsOf(files.savedRepliesFile, loadSavedReplies),
    problemsOf(files.privacyNoteFile, loadPrivacyNote),
  ]);
  return [
    ...fact('CATALOGUE_FILE', catalogue, catalogueRemedy),
    ...fact('INDEX_WEIGHTS_FILE', weights, weightsRemedy),
    ...fact('SAVED_REPLIES_FILE', replies, repliesRemedy),
    ...fact('PRIVACY_NOTE_FILE', note, noteRemedy),
  ];
}

interface Wrong {
  readonly kind: 'wrong';
  readonly problems: readonly string[];
}

function fact(setting: string, problems: readonly string[] | null, remedy: string): readonly FileFacts[] {
  return problems === null ? [] : [{ setting, problems, remedy }];
}
