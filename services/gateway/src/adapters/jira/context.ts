import type { JiraFlavour } from './flavour.ts';
import type { TrackerMap } from './tracker-map.ts';
import type { JiraTransport } from './transport.ts';

/** What every part of the adapter works with. */
export interface JiraContext {
  readonly transport: JiraTransport;
  readonly flavour: JiraFlavour;
  readonly map: TrackerMap;
  /** Without a slash at its end. */
  readonly baseUrl: string;
}
