import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, checkCatalogue } from '@desk/domain';
import type { MapRead, missingFromMap } from '../read-map.ts';
import type { Draft, LeftOut } from './draft.ts';
import { writeYaml } from './write-yaml.ts';

/** `lines` is for the operator. */
export type WrittenDrafts = { readonly kind: 'done' | 'refused'; readonly lines: readonly string[] };

export interface DraftedFiles {
  readonly kind: 'drafted';
  readonly catalogue: Draft<Catalogue>;
  readonly map: Draft<object>;
  readonly leftOut: readonly LeftOut[];
}

export type Drafted = DraftedFiles | { readonly kind: 'refused'; readonly reasons: readonly string[] };

export interface DraftsToWrite {
  readonly folder: string;
  /** `Jira`, for the words to the operator. */
  readonly tracker: string;
  /** What the map's own heading says of it. */
  readonly mapHeading: string;
  /** As the service reads the map, and holds it against the catalogue. */
  readonly read: (yaml: string) => MapRead<Parameters<typeof missingFromMap>[0]>;
  readonly missing: typeof missingFromMap;
}

/** Those of the two files that are there already, each in a line; over none of them is ever written. */
export async function keptFiles(folder: string): Promise<readonly string[]> {
  const there = await Promise.all(
    Object.values(filesIn(folder)).map((file) =>
      stat(file).then(
        () => file,
        () => null,
      ),
    ),
  );
  return there.filter((file) => file !== null).map(keptLine);
}

/** Writes a catalogue and a tracker map that the services load as they are. */
export async function writeDrafts(drafted: DraftedFiles, to: DraftsToWrite): Promise<WrittenDrafts> {
  const files = filesIn(to.folder);
  const texts = {
    catalogue: writeYaml(drafted.catalogue, catalogueHeading(to.tracker)),
    map: writeYaml(drafted.map, to.mapHeading),
  };
  const parsed = to.read(texts.map);
  const faults =
    parsed.kind === 'wrong' ? parsed.problems : to.missing(parsed.map, drafted.catalogue.content.requestTypes);
  // What this tracker has is not enough for a desk, as a workflow without an end.
  if (faults.length > 0)
    return refuse(...faults.map((fault) => `This ${to.tracker} cannot be mapped as it is: ${fault}.`));
  const wrongs = checkCatalogue(drafted.catalogue.content);
  if (wrongs.length > 0) throw new Error(`A drafted catalogue is wrong: ${JSON.stringify(wrongs)}.`);

  await mkdir(to.folder, { recursive: true });
  for (const [file, text] of [
    [files.catalogue, texts.catalogue],
    [files.map, texts.map],
  ] as const) {
    if (!(await writeNew(file, text))) return refuse(keptLine(file));
  }
  return { kind: 'done', lines: report(files, Object.values(texts), drafted) };
}

export function refuse(...lines: readonly string[]): WrittenDrafts {
  return { kind: 'refused', lines };
}

function filesIn(folder: string) {
  return { catalogue: join(folder, 'catalogue.yaml'), map: join(folder, 'tracker-map.yaml') };
}

function catalogueHeading(tracker: string): string {
  return ` What can be asked of the desk, drafted from what your ${tracker} has: CATALOGUE_FILE of both services.
 Look at every DECIDE. Titles and hints stand in both languages as they stand there: translate them. The larger its
 popularity, the earlier a request type is shown. The samples in infra/catalogue explain the shape.`;
}

function report(
  files: { readonly catalogue: string; readonly map: string },
  texts: readonly string[],
  { catalogue, leftOut }: DraftedFiles,
): readonly string[] {
  const decisions = texts.join('\n').split('DECIDE').length - 1 - headingsWithDecide;
  return [
    `Wrote ${files.catalogue}: ${catalogue.content.requestTypes.length} request types`,
    `Wrote ${files.map}`,
    ...leftOut.map(({ name, why }) => `Left out: ${name}: ${why}.`),
    `${decisions === 1 ? '1 place is' : `${decisions} places are`} marked DECIDE. Then set CATALOGUE_FILE and TRACKER_MAP_FILE, and run \`pnpm desk tracker check\`.`,
  ];
}

/** Both headings name the word. */
const headingsWithDecide = 2;

function keptLine(file: string): string {
  return `${file} is there and stays as it is. Pull into another folder, compare, and carry over what you want.`;
}

/** False where it has come into being meanwhile. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
