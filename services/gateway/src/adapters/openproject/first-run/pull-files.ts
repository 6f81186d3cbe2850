import { keptFiles, refuse, type WrittenDrafts, writeDrafts } from '../../trackers/first-run/write-drafts.ts';
import { missingFromMap } from '../../trackers/read-map.ts';
import { readTrackerMap } from '../tracker-map.ts';
import { draftFiles } from './draft-files.ts';
import type { Project } from './inspect-project.ts';
import type { OpenProjectProbe } from './probe-openproject.ts';
import { readInstance } from './read-instance.ts';

export interface PullFilesOptions {
  readonly folder: string;
  /** IANA's. */
  readonly timeZone: string;
}

/** Writes a catalogue and a tracker map from what one project has; over no file that is there. */
export async function pullFiles(
  probe: OpenProjectProbe,
  project: Project,
  { folder, timeZone }: PullFilesOptions,
): Promise<WrittenDrafts> {
  const kept = await keptFiles(folder);
  if (kept.length > 0) return refuse(...kept);
  const read = await readInstance(probe, project);
  if (read.kind === 'failed') {
    return refuse(
      `${read.what} cannot be read (${read.status ?? 'no answer'}). \`pnpm desk tracker check\` says what the service account lacks.`,
    );
  }
  const drafted = draftFiles(read.instance, timeZone);
  if (drafted.kind === 'refused') return refuse(...drafted.reasons);
  const files = { folder, tracker: 'OpenProject', mapHeading };
  return writeDrafts(drafted, { ...files, read: readTrackerMap, missing: missingFromMap });
}

const mapHeading = ` The desk's words as names of this OpenProject, drafted from what it has: TRACKER_MAP_FILE of the gateway.
 Look at every DECIDE: there a name did not say what it means. docs/tracker-map.md explains each key, among them
 wording, which is left out here: the words of the lines that the desk adds to descriptions.`;
