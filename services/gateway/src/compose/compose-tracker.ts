import { readFile } from 'node:fs/promises';
import type { Logger } from '@desk/logging';
import * as jira from '../adapters/jira/tracker-map.ts';
import * as openProject from '../adapters/openproject/tracker-map.ts';
import { type MappedRequestType, missingFromMap } from '../adapters/trackers/read-map.ts';
import type { GatewayConfig } from '../config.ts';
import type { WorkMetrics } from '../ports/metrics.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerTrouble } from '../ports/tracker.ts';
import type { GatewayPorts } from '../wire-use-cases.ts';

type TrackerConfig = GatewayConfig['tracker'];

/** Everything a tracker's adapter needs from files, read and held against the catalogue. */
export type PreparedTracker =
  | (Extract<TrackerConfig, { kind: 'jira' }> & Prepared<jira.TrackerMap>)
  | (Extract<TrackerConfig, { kind: 'openproject' }> & Prepared<openProject.TrackerMap>);

/** What people call it. */
export const trackerNames: Readonly<Record<PreparedTracker['kind'], string>> = {
  jira: 'Jira',
  openproject: 'OpenProject',
};

interface Prepared<Map> {
  readonly map: Map;
  readonly webhookSecrets: readonly string[];
}

interface Known {
  readonly requestTypes: readonly MappedRequestType[];
  /** As they are at each use. */
  readonly webhookSecrets: readonly string[];
}

type Wrong = { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Reads the tracker map. `problems`: each in a line with its place. */
export async function prepareTracker(
  config: TrackerConfig,
  { requestTypes, webhookSecrets }: Known,
): Promise<{ readonly kind: 'read'; readonly tracker: PreparedTracker } | Wrong> {
  const text = await readFile(config.mapFile, 'utf8').catch(() => null);
  if (text === null) return wrong(config, ['the file cannot be read']);
  switch (config.kind) {
    case 'jira': {
      const read = jira.readTrackerMap(text);
      if (read.kind === 'wrong') return wrong(config, read.problems);
      const missing = missingFromMap(read.map, requestTypes);
      if (missing.length > 0) return wrong(config, missing);
      return { kind: 'read', tracker: { ...config, map: read.map, webhookSecrets } };
    }
    case 'openproject': {
      const read = openProject.readTrackerMap(text);
      if (read.kind === 'wrong') return wrong(config, read.problems);
      const missing = missingFromMap(read.map, requestTypes);
      if (missing.length > 0) return wrong(config, missing);
      return { kind: 'read', tracker: { ...config, map: read.map, webhookSecrets } };
    }
  }
}

function wrong({ mapFile }: TrackerConfig, lines: readonly string[]): Wrong {
  return { kind: 'wrong', problems: lines.map((line) => `TRACKER_MAP_FILE ${mapFile}: ${line}`) };
}

export type ComposedTracker = Pick<
  GatewayPorts,
  'reader' | 'writer' | 'commentWriter' | 'looks' | 'people' | 'hooks'
> & {
  /** Holds the map against the tracker it is for. A problem keeps tickets from being filed or followed, a note does not. */
  check(): Promise<CheckedMap | TrackerTrouble>;
};

interface CheckedMap {
  readonly kind: 'checked';
  readonly problems: readonly string[];
  readonly notes?: readonly string[];
}

/** What the transports of both trackers tell of a call. */
interface CallReport {
  readonly name: string;
  readonly outcome: string;
  readonly status: number | null;
  readonly durationMs: number;
}

interface Around {
  readonly timeZone: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics?: Pick<WorkMetrics, 'calledTracker'>;
}

/** Only the one that is there is loaded: the other's client takes a tenth of a start, and some 10 MB. */
export async function composeTracker(
  tracker: PreparedTracker,
  { timeZone, clock, logger, metrics }: Around,
): Promise<ComposedTracker> {
  const now = () => clock.now();
  const onCall = (report: CallReport) => {
    logger.debug('Tracker called.', { ...report });
    const outcome = report.status === 429 ? 'too-many-requests' : report.outcome;
    metrics?.calledTracker({ call: report.name, outcome, seconds: report.durationMs / 1000 });
  };
  switch (tracker.kind) {
    case 'jira': {
      const { createJiraTracker } = await import('../adapters/jira/create-jira-tracker.ts');
      return createJiraTracker({ ...tracker, now, onCall });
    }
    case 'openproject': {
      const { createOpenProjectTracker } = await import('../adapters/openproject/create-openproject-tracker.ts');
      return createOpenProjectTracker({ ...tracker, timeZone, now, onCall });
    }
  }
}

export async function reportMap({ check }: ComposedTracker, logger: Logger): Promise<void> {
  const outcome = await check();
  if (outcome.kind !== 'checked') {
    logger.warn('The tracker map could not be held against the tracker.', { outcome: outcome.kind });
    return;
  }
  const { problems, notes = [] } = outcome;
  if (problems.length > 0) logger.warn('The tracker map does not fit the tracker.', { problems });
  if (notes.length > 0) logger.warn('The tracker cannot do all that the desk could use.', { notes });
}
