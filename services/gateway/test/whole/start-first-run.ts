import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { composeTrackerDesk } from '../../src/compose/compose-tracker-desk.ts';
import { parseTrackerCommandConfig } from '../../src/config.ts';
import type { TrackerDesk } from '../../src/edge/cli/tracker-commands.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';
import { type SimulatedJiraOptions, startSimulatedJira, webhookSecret } from '../jira/start-simulator.ts';

export type Settings = Readonly<Record<string, string>>;

export const flavours = ['cloud', 'data-center'] as const;
/** Of the service account, where it is an administrator. */
export const administrator = { withheldPermissions: [] };

export const credentials: Readonly<Record<JiraFlavourName, Settings>> = {
  cloud: { TRACKER: 'jira-cloud', JIRA_EMAIL: 'desk@example.test', JIRA_API_TOKEN: 'fixture-token' },
  'data-center': { TRACKER: 'jira-data-center', JIRA_PERSONAL_ACCESS_TOKEN: 'fixture-token' },
};

/** A simulated Jira, and the commands of an operator with such settings. */
export async function startFirstRun(flavour: JiraFlavourName, simulator: SimulatedJiraOptions['simulator'] = {}) {
  const jira = await startSimulatedJira({ flavour, simulator });
  const folder = await mkdtemp(join(tmpdir(), 'desk-first-run-'));
  const desk = (change: Settings = {}) => {
    const config = parseTrackerCommandConfig({
      ...credentials[flavour],
      JIRA_BASE_URL: jira.simulator.baseUrl,
      JIRA_SERVICE_DESK_ID: '10',
      TRACKER_WEBHOOK_SECRET: webhookSecret,
      ...change,
    });
    if (config.kind === 'invalid') throw new Error(config.problems.map(({ line }) => line).join('\n'));
    return composeTrackerDesk(config.config);
  };
  const withMap = async (change: Record<string, unknown> = {}, settings: Settings = {}) => {
    const file = join(folder, `map-${crypto.randomUUID()}.yaml`);
    await writeFile(file, stringify(aTrackerMap(change)));
    return desk({ TRACKER_MAP_FILE: file, ...settings });
  };
  return { ...jira, folder, desk, withMap, [Symbol.asyncDispose]: () => jira.simulator.close() };
}

/** Each finding as it is printed. */
export async function check(desk: TrackerDesk) {
  const { parts } = await desk.check();
  const of = (weight: string) =>
    parts.flatMap(({ name, findings }) =>
      findings.filter((each) => each.weight === weight).map(({ what, remedy }) => `${name}: ${what}. ${remedy}`),
    );
  return { wrong: of('wrong'), notes: of('note') };
}
