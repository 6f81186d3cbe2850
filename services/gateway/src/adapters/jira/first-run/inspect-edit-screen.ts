import { z } from 'zod';
import { type Inspection, note, wrong } from '../../trackers/first-run/finding.ts';
import { searchPage } from '../search.ts';
import type { TrackerMap } from '../tracker-map.ts';
import type { JiraProbe } from './probe-jira.ts';

const Issue = z.object({ key: z.string().regex(/^[A-Z][A-Z0-9_]+-\d+$/) });
const EditScreen = z.object({ fields: z.record(z.string(), z.unknown()) });

const name = 'edit screen';

/** By Jira's id: its name, and what does not work without it. */
const needed = [
  ['labels', 'Labels', 'a ticket cannot be handed over to another team'],
  ['assignee', 'Assignee', 'a ticket cannot be handed over to another team'],
  ['priority', 'Priority', 'a priority cannot be raised'],
] as const;

/** Jira says what may be edited of a ticket only by one that there is: the newest that is open. */
export async function inspectEditScreen(
  { flavour, transport, ask }: JiraProbe,
  map: TrackerMap,
  baseUrl: string,
): Promise<Inspection> {
  const jql = `project = "${map.projectKey}" AND statusCategory != Done ORDER BY created DESC`;
  const found = await searchPage(
    { flavour, transport, map, baseUrl },
    { jql, fields: ['summary'], cursor: null },
    Issue,
  );
  const [newest] = found.kind === 'answered' ? found.value.issues : [];
  if (!newest) {
    const remedy = 'Labels, Assignee and Priority must stand on the edit screen: file a ticket, then look again.';
    return { name, facts: [], findings: [note('there is no open ticket to look at', remedy)] };
  }
  const screen = await ask({
    name: 'read edit screen',
    effect: 'reads',
    method: 'GET',
    path: `${flavour.api}/issue/${newest.key}/editmeta`,
    answer: EditScreen,
  });
  if (screen.kind === 'failed') {
    const remedy = 'Look by hand whether Labels, Assignee and Priority stand on the edit screen.';
    return { name, facts: [], findings: [note('Jira does not say what may be edited', remedy)] };
  }
  const findings = needed
    .filter(([id]) => screen.value.fields[id] === undefined)
    .map(([, title, without]) =>
      wrong(
        `"${title}" cannot be edited: ${without}`,
        `Settings > Issues > Screens: add ${title} to the screen that this project edits with.`,
      ),
    );
  return { name, facts: [`asked of ${newest.key}`], findings };
}
