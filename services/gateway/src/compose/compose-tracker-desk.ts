import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectAccess } from '../adapters/jira/first-run/inspect-access.ts';
import { type Desk, inspectDesk, inspectPermissions } from '../adapters/jira/first-run/inspect-desk.ts';
import { inspectEditScreen } from '../adapters/jira/first-run/inspect-edit-screen.ts';
import { inspectMap } from '../adapters/jira/first-run/inspect-map.ts';
import { inspectWebhook } from '../adapters/jira/first-run/inspect-webhook.ts';
import { manageWebhooks } from '../adapters/jira/first-run/manage-webhooks.ts';
import { type JiraProbe, probeJira } from '../adapters/jira/first-run/probe-jira.ts';
import { pullFiles } from '../adapters/jira/first-run/pull-files.ts';
import { openWebhooks } from '../adapters/jira/first-run/webhooks.ts';
import { readTrackerMap } from '../adapters/jira/tracker-map.ts';
import type { TrackerCommandConfig } from '../config.ts';
import type { CheckedTracker, TrackerAnswer, TrackerDesk } from '../edge/cli/tracker-commands.ts';
import { composeOpenProjectDesk } from './compose-openproject-desk.ts';
import { inspectMapFiles } from './inspect-map-files.ts';

/** The commands about the tracker. Each asks who it is and which service desk is meant before anything else. */
export function composeTrackerDesk(config: TrackerCommandConfig): TrackerDesk {
  return config.kind === 'openproject' ? composeOpenProjectDesk(config) : composeJiraDesk(config);
}

type JiraCommandConfig = Extract<TrackerCommandConfig, { readonly kind: 'jira' }>;

function composeJiraDesk(config: JiraCommandConfig): TrackerDesk {
  const probe = probeJira(config.access);
  const secretOf = () => readWebhookSecret(config);

  async function withDesk(run: (desk: Desk, major: number) => Promise<TrackerAnswer>): Promise<TrackerAnswer> {
    const access = await inspectAccess(probe);
    const { desk, ...found } = access.isOpen
      ? await inspectDesk(probe, config.serviceDeskId)
      : { desk: null, findings: [] };
    const lines = [...access.findings, ...found.findings].map(({ what, remedy }) => `${what}. ${remedy}`);
    return desk === null ? { kind: 'refused', lines } : run(desk, access.major);
  }
  const webhooksOf = (desk: Desk, major: number) =>
    manageWebhooks({
      webhooks: openWebhooks(probe, major),
      flavour: probe.flavour.name,
      major,
      projectKey: desk.projectKey,
    });

  return {
    check: () => checkTracker(config, probe, secretOf),
    async pull(folder, project) {
      if (project !== undefined)
        return { kind: 'refused', lines: ['`--project` is for OpenProject. Jira: JIRA_SERVICE_DESK_ID.'] };
      return withDesk((desk) => pullFiles(probe, desk, { folder, timeZone: config.timeZone }));
    },
    showWebhooks: () => withDesk((desk, major) => webhooksOf(desk, major).show()),
    registerWebhook: (url) => withDesk(async (desk, major) => webhooksOf(desk, major).register(url, await secretOf())),
    removeWebhook: (url) => withDesk((desk, major) => webhooksOf(desk, major).remove(url)),
  };
}

async function checkTracker(
  config: JiraCommandConfig,
  probe: JiraProbe,
  secretOf: () => Promise<string | null>,
): Promise<CheckedTracker> {
  const { isOpen, major, ...access } = await inspectAccess(probe);
  if (!isOpen) return { parts: [access] };
  const { desk, ...found } = await inspectDesk(probe, config.serviceDeskId);
  if (desk === null) return { parts: [access, found] };
  const { mapFile, catalogueFile } = config;
  const { map, ...file } = await inspectMapFiles({ mapFile, catalogueFile, tracker: 'Jira', read: readTrackerMap });
  const { flavour, baseUrl } = config.access;
  return {
    parts: [
      access,
      found,
      await inspectPermissions(probe, desk.projectKey),
      file,
      ...(map === null ? [] : await inspectMap(probe, desk, map, baseUrl)),
      ...(map === null ? [] : [await inspectEditScreen(probe, map, baseUrl)]),
      await inspectWebhook(openWebhooks(probe, major), flavour, await secretOf()),
    ],
  };
}

/** TRACKER_WEBHOOK_SECRET, else the one in KEYS_DIR; null where there is neither. */
async function readWebhookSecret({ webhookSecret, keysDir }: JiraCommandConfig): Promise<string | null> {
  if (webhookSecret !== null || keysDir === null) return webhookSecret;
  const kept = await readFile(join(keysDir, 'secrets', 'tracker-webhook.secret'), 'utf8').catch(() => '');
  return kept.trim() === '' ? null : kept.trim();
}
