import { type GatewayKeys, type KeysLook, openGatewayKeys } from '@desk/crypto';
import { openSecrets, type Secrets } from '@desk/settings';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { isUsableSecret } from '../config/followed-secrets.ts';
import type { GatewayConfig } from '../config.ts';
import type { RequestTypeTeams } from '../ports/request-type-teams.ts';
import type { Clock } from '../ports/system.ts';
import { type PreparedSource, prepareSources } from './compose-directory.ts';
import { type PreparedTracker, prepareTracker } from './compose-tracker.ts';
import { followHookSecrets, followSources, followTracker } from './follow-secrets.ts';

/** Keys and secrets are as they are at each use. */
export interface GatewayFiles {
  readonly kind: 'read';
  readonly keys: GatewayKeys;
  readonly tracker: PreparedTracker;
  readonly teams: RequestTypeTeams;
  readonly catalogueDigest: string;
  readonly people: readonly PreparedSource[];
  /** For whoever looks at the files again. */
  readonly followed: {
    readonly keys: { look(): Promise<KeysLook> };
    readonly secrets: Secrets;
    readonly refresh: () => void;
  };
}

/** Every file the gateway needs, all problems at once: each in a line with its place. */
export async function readFiles(
  config: GatewayConfig,
  clock: Clock,
): Promise<GatewayFiles | { readonly kind: 'refused'; readonly problems: readonly string[] }> {
  const { catalogueFile, secretFiles = {} } = config;
  const now = () => clock.now();
  const opened = await openGatewayKeys({ dir: config.keysDir, now });
  const catalogue = await loadCatalogue(catalogueFile);
  const people = await prepareSources(config.directory, catalogue.kind === 'loaded' ? catalogue.teams.has : undefined);
  const ofKeys = opened.kind === 'refused' ? [] : opened.keys.trackerWebhookSecrets;
  const secrets = await openSecrets({ files: secretFiles, isUsable: isUsableSecret, now });
  const { list, refresh } = followHookSecrets({ given: config.tracker.webhookSecret, ofKeys, secrets });
  const tracker = await prepareTracker(config.tracker, {
    requestTypes: catalogue.kind === 'loaded' ? catalogue.requestTypes : [],
    webhookSecrets: list,
  });
  if (opened.kind !== 'refused' && catalogue.kind === 'loaded' && tracker.kind === 'read' && people.kind !== 'wrong') {
    return {
      kind: 'read',
      keys: opened.keys,
      tracker: followTracker(tracker.tracker, secrets),
      teams: catalogue.teams,
      catalogueDigest: catalogue.digest,
      people: followSources(people.sources, secrets),
      followed: { keys: opened, secrets, refresh },
    };
  }
  const problems = [
    ...(opened.kind === 'refused'
      ? opened.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`)
      : []),
    ...(catalogue.kind === 'wrong' ? catalogue.problems.map((line) => `CATALOGUE_FILE ${catalogueFile}: ${line}`) : []),
    ...(tracker.kind === 'wrong' ? tracker.problems : []),
    ...(people.kind === 'wrong' ? people.problems : []),
  ];
  return { kind: 'refused', problems };
}
