import type { ReadNames } from './instance-names.ts';
import type { ReadOwnAccount } from './own-account.ts';
import type { TrackerMap } from './tracker-map.ts';
import type { OpenProjectTransport } from './transport.ts';

/** What every part of the adapter works with. */
export interface OpenProjectContext {
  readonly transport: OpenProjectTransport;
  readonly map: TrackerMap;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** In which a finish date ends. */
  readonly timeZone: string;
  readonly readNames: ReadNames;
  readonly readOwnAccount: ReadOwnAccount;
}
