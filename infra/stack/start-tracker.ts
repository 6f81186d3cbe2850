import { join } from 'node:path';
import { createJiraSimulator, type Flavour, type JiraSimulator } from '@desk/jira-simulator';
import { createOpenProjectSimulator, type OpenProjectSimulator } from '@desk/openproject-simulator';
import { type SampleOrganisation, simulatedJira, type TrackerName } from './sample-organisation.ts';
import { simulatedOpenProject } from './simulated-openproject.ts';

/** The simulator behind the desk, whichever it is. */
export type RunningTracker =
  | { readonly kind: 'jira'; readonly simulator: JiraSimulator }
  | { readonly kind: 'openproject'; readonly simulator: OpenProjectSimulator };

export interface TrackerToStart {
  readonly kind: TrackerName;
  readonly organisation: SampleOrganisation;
  readonly port: number;
  /** Where its state is kept; left out: nothing outlives it. */
  readonly folder?: string;
  readonly token: string;
  readonly webhook: {
    readonly url: string;
    readonly secret: string;
    /** Of Jira. Default `signature`. */
    readonly style?: 'signature' | 'query-secret';
  };
  /** Of Jira. Default `cloud`. */
  readonly flavour?: Flavour;
  readonly now?: () => number;
}

export async function startTracker({ kind, organisation, ...tracker }: TrackerToStart): Promise<RunningTracker> {
  const { port, folder, token, now = Date.now } = tracker;
  const { style = 'signature', ...webhook } = tracker.webhook;
  const kept = folder === undefined ? {} : { stateFile: join(folder, `${kind}.json`) };
  if (kind === 'openproject') {
    const config = await simulatedOpenProject(organisation, { port, ...kept, apiKey: token, webhook });
    return { kind, simulator: await createOpenProjectSimulator({ ...config, now }) };
  }
  const { flavour = 'cloud' } = tracker;
  const config = await simulatedJira(organisation, { port, ...kept, apiToken: token, webhook, flavour });
  return { kind, simulator: await createJiraSimulator({ ...config, webhook: { ...webhook, style }, now }) };
}

/** For what only ever runs with Jira. */
export function jiraOf(tracker: RunningTracker): JiraSimulator {
  if (tracker.kind !== 'jira') throw new Error(`The tracker here is ${tracker.kind}.`);
  return tracker.simulator;
}

export const trackerTitles: Readonly<Record<TrackerName, string>> = { jira: 'Jira', openproject: 'OpenProject' };
