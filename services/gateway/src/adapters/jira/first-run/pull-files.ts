import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCatalogue } from '@desk/domain';
import { missingFromMap } from '../../trackers/read-map.ts';
import { readTrackerMap } from '../tracker-map.ts';
import { draftFiles } from './draft-files.ts';
import type { Desk } from './inspect-desk.ts';
import type { JiraProbe } from './probe-jira.ts';
import { readInstance } from './read-instance.ts';
import { writeYaml } from './write-yaml.ts';

/** `lines` is for the operator. */
export type PulledFiles = { readonly kind: 'done' | 'refused'; readonly lines: readonly string[] };

export interface PullFilesOptions {
  readonly folder: string;
  /** IANA's. */
  readonly timeZone: string;
}

/** Writes a catalogue and a tracker map that the services load as they are; over no file that is there. */
export async function pullFiles(
  probe: JiraProbe,
  desk: Desk,
  { folder, timeZone }: PullFilesOptions,
): Promise<PulledFiles> {
  const files = { catalogue: join(folder, 'catalogue.yaml'), map: join(folder, 'tracker-map.yaml') };
  const there = await present(Object.values(files));
  if (there.length > 0) return refuse(...there.map(keptLine));
  const read = await readInstance(probe, desk);
  if (read.kind === 'failed') {
    return refuse(
      `${read.what} cannot be read (${read.status ?? 'no answer'}). \`pnpm desk tracker check\` says what the service account lacks.`,
    );
  }
  const drafted = draftFiles(read.instance, timeZone);
  if (drafted.kind === 'refused') return refuse(...drafted.reasons);

  const texts = {
    catalogue: writeYaml(drafted.catalogue, catalogueHeading),
    map: writeYaml(drafted.map, mapHeading),
  };
  const parsed = readTrackerMap(texts.map);
  const faults =
    parsed.kind === 'wrong' ? parsed.problems : missingFromMap(parsed.map, drafted.catalogue.content.requestTypes);
  // What this Jira has is not enough for a desk, as a workflow without an end.
  if (faults.length > 0) return refuse(...faults.map((fault) => `This Jira cannot be mapped as it is: ${fault}.`));
  const wrongs = checkCatalogue(drafted.catalogue.content);
  if (wrongs.length > 0) throw new Error(`A drafted catalogue is wrong: ${JSON.stringify(wrongs)}.`);

  await mkdir(folder, { recursive: true });
  for (const [file, text] of [
    [files.catalogue, texts.catalogue],
    [files.map, texts.map],
  ] as const) {
    if (!(await writeNew(file, text))) return refuse(keptLine(file));
  }
  return { kind: 'done', lines: report(files, Object.values(texts), drafted) };
}

const catalogueHeading = ` What can be asked of the desk, drafted from the request types of a Jira: CATALOGUE_FILE of both services.
 Look at every DECIDE. Titles and hints stand in both languages as Jira has them: translate them. The larger its
 popularity, the earlier a request type is shown. The samples in infra/catalogue explain the shape.`;

const mapHeading = ` The desk's words as ids of this Jira, drafted from what it has: TRACKER_MAP_FILE of the gateway.
 Look at every DECIDE: there a name did not say what it means. docs/tracker-map.md explains each key, among them
 wording, which is left out here: the words of the lines that the desk adds to descriptions.`;

function report(
  files: { readonly catalogue: string; readonly map: string },
  texts: readonly string[],
  { catalogue, leftOut }: Extract<ReturnType<typeof draftFiles>, { kind: 'drafted' }>,
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

async function present(files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map((file) =>
      stat(file).then(
        () => file,
        () => null,
      ),
    ),
  );
  return found.filter((file) => file !== null);
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

function refuse(...lines: readonly string[]): PulledFiles {
  return { kind: 'refused', lines };
}
