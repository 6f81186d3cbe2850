import type { Flavour } from '@desk/jira-simulator';
import { z } from 'zod';
import { type TrackerName, trackerNames } from '../../stack/sample-organisation.ts';

/** What keeps the tickets of journeys: Jira, or what `DESK_TRACKER` names. */
export function journeyTracker(): TrackerName {
  return chosen() ?? 'jira';
}

/** For the journeys that every run of the tests sees on each tracker; on that of `DESK_TRACKER` alone, if it names one. */
export function sampledTrackers(): readonly TrackerName[] {
  const only = chosen();
  return only === undefined ? trackerNames : [only];
}

export interface TrackerVariant {
  readonly title: string;
  readonly tracker: TrackerName;
  /** Of Jira. */
  readonly flavour?: Flavour;
}

const flavours = ['cloud', 'data-center'] as const satisfies readonly Flavour[];

/** As `sampledTrackers`, and each kind of Jira by itself. */
export function trackerVariants(): readonly TrackerVariant[] {
  return sampledTrackers().flatMap((tracker): TrackerVariant[] =>
    tracker === 'jira'
      ? flavours.map((flavour) => ({ title: `Jira ${flavour}`, tracker, flavour }))
      : [{ title: 'OpenProject', tracker }],
  );
}

/** For dear journeys about Jira: Cloud alone, and each kind of Jira where the run is about Jira (`DESK_TRACKER=jira`). */
export function sampledFlavours(): readonly Flavour[] {
  return chosen() === 'jira' ? flavours : ['cloud'];
}

function chosen(): TrackerName | undefined {
  return z
    .enum(trackerNames)
    .optional()
    .parse(process.env.DESK_TRACKER || undefined);
}
