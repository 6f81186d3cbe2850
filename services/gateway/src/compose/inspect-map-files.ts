import { readFile } from 'node:fs/promises';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { type Inspection, note, wrong } from '../adapters/trackers/first-run/finding.ts';
import { type MapRead, missingFromMap } from '../adapters/trackers/read-map.ts';

export interface MapFiles<Map> {
  /** Null where a setting names none yet. */
  readonly mapFile: string | null;
  readonly catalogueFile: string | null;
  /** `Jira`, for the words to the operator. */
  readonly tracker: string;
  readonly read: (yaml: string) => MapRead<Map>;
}

type RequestTypes = Parameters<typeof missingFromMap>[0];

/** The tracker map by itself, and beside the catalogue. */
export async function inspectMapFiles<Map extends RequestTypes>({
  mapFile,
  catalogueFile,
  tracker,
  read: readMap,
}: MapFiles<Map>): Promise<Inspection & { readonly map: Map | null }> {
  const name = 'files';
  const pullRemedy = `\`pnpm desk tracker pull --to <folder>\` writes one from what this ${tracker} has.`;
  if (mapFile === null) {
    return { name, facts: [], findings: [note('TRACKER_MAP_FILE is not set', pullRemedy)], map: null };
  }
  const text = await readFile(mapFile, 'utf8').catch(() => null);
  if (text === null) {
    return { name, facts: [], findings: [wrong('TRACKER_MAP_FILE cannot be read', pullRemedy)], map: null };
  }
  const read = readMap(text);
  if (read.kind === 'wrong') {
    const remedy = 'docs/tracker-map.md says what may stand there.';
    const findings = read.problems.map((problem) => wrong(`TRACKER_MAP_FILE ${problem}`, remedy));
    return { name, facts: [], findings, map: null };
  }
  if (catalogueFile === null) {
    const findings = [note('CATALOGUE_FILE is not set, so the map was not held against it', 'Set it, and look again.')];
    return { name, facts: ['the tracker map is well formed'], findings, map: read.map };
  }
  const catalogue = await loadCatalogue(catalogueFile);
  const problems = catalogue.kind === 'wrong' ? catalogue.problems : missingFromMap(read.map, catalogue.requestTypes);
  const remedy =
    catalogue.kind === 'wrong'
      ? 'The samples in infra/catalogue say what may stand in CATALOGUE_FILE.'
      : 'Add it to the map.';
  const facts = ['the tracker map is well formed', ...(problems.length === 0 ? ['it has all of the catalogue'] : [])];
  return { name, facts, findings: problems.map((problem) => wrong(problem, remedy)), map: read.map };
}
