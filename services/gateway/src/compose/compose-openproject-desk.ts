import { inspectAccess } from '../adapters/openproject/first-run/inspect-access.ts';
import { inspectMap } from '../adapters/openproject/first-run/inspect-map.ts';
import { inspectPermissions, inspectProject, type Project } from '../adapters/openproject/first-run/inspect-project.ts';
import { type OpenProjectProbe, probeOpenProject } from '../adapters/openproject/first-run/probe-openproject.ts';
import { pullFiles } from '../adapters/openproject/first-run/pull-files.ts';
import { inspectWebhook, problemOfUrl, webhookByHand } from '../adapters/openproject/first-run/webhook-by-hand.ts';
import { readTrackerMap } from '../adapters/openproject/tracker-map.ts';
import type { TrackerCommandConfig } from '../config.ts';
import type { CheckedTracker, TrackerAnswer, TrackerDesk } from '../edge/cli/tracker-commands.ts';
import { inspectMapFiles } from './inspect-map-files.ts';

type OpenProjectCommandConfig = Extract<TrackerCommandConfig, { readonly kind: 'openproject' }>;

/** The commands about the tracker, for OpenProject. Its webhooks are made at its own pages alone. */
export function composeOpenProjectDesk(config: OpenProjectCommandConfig): TrackerDesk {
  const probe = probeOpenProject(config.access);
  const byHand = (url: string | null): TrackerAnswer => ({ kind: 'refused', lines: webhookByHand(url) });
  return {
    check: () => checkOpenProject(config, probe),
    pull: (folder, project) =>
      withProject(probe, project ?? null, (found) => pullFiles(probe, found, { folder, timeZone: config.timeZone })),
    showWebhooks: async () => byHand(null),
    async registerWebhook(url) {
      const amiss = problemOfUrl(url);
      return amiss === null ? byHand(url) : { kind: 'refused', lines: [amiss] };
    },
    removeWebhook: async () => byHand(null),
  };
}

async function withProject(
  probe: OpenProjectProbe,
  identifier: string | null,
  run: (project: Project) => Promise<TrackerAnswer>,
): Promise<TrackerAnswer> {
  const access = await inspectAccess(probe);
  const { project, ...found } = access.isOpen
    ? await inspectProject(probe, identifier)
    : { project: null, findings: [] };
  const lines = [...access.findings, ...found.findings].map(({ what, remedy }) => `${what}. ${remedy}`);
  return project === null ? { kind: 'refused', lines } : run(project);
}

async function checkOpenProject(
  { mapFile, catalogueFile }: OpenProjectCommandConfig,
  probe: OpenProjectProbe,
): Promise<CheckedTracker> {
  const { isOpen, ...access } = await inspectAccess(probe);
  if (!isOpen) return { parts: [access] };
  const { map, ...files } = await inspectMapFiles({
    ...{ mapFile, catalogueFile },
    ...{ tracker: 'OpenProject', read: readTrackerMap },
  });
  const { project, ...found } = await inspectProject(probe, map?.project ?? null);
  if (project === null) return { parts: [access, files, found] };
  return {
    parts: [
      ...[access, found, await inspectPermissions(probe, project), files],
      ...(map === null ? [] : await inspectMap(probe, map)),
      inspectWebhook,
    ],
  };
}
