import { takeSnapshot } from './directory-snapshot.ts';
import { type FetchPeopleOptions, fetchPeople } from './fetch-people.ts';
import { type PolledDirectory, type PollingOptions, pollSnapshot } from './poll-snapshot.ts';

type Limits = Omit<FetchPeopleOptions, 'url' | 'bearerToken' | 'signal'>;

export interface HttpDirectoryOptions extends PollingOptions {
  readonly url: string;
  /** Read at each use: it may be renewed. */
  readonly bearerToken: string;
  /** ISO 3166 code for numbers written without their country. */
  readonly defaultCountry: string;
  readonly limits?: Partial<Limits>;
}

export const usualHttpLimits: Limits = {
  pageLimit: 500,
  pagesMax: 1_000,
  pageBytesMax: 4 * 1024 * 1024,
  requestDeadlineMs: 10_000,
  attemptsMax: 3,
  retryDelayMs: 500,
};

/** People behind a paged JSON endpoint, kept as a snapshot. */
export function createHttpDirectory(options: HttpDirectoryOptions): PolledDirectory {
  const { url, defaultCountry } = options;
  let version: string | null = null;

  return pollSnapshot({
    ...options,
    async read(signal, hasPeople) {
      const limits = { ...usualHttpLimits, ...options.limits };
      const { bearerToken } = options;
      const fetched = await fetchPeople({ ...limits, url, bearerToken, signal }, hasPeople ? version : null);
      if (fetched.kind === 'unchanged') return 'unchanged';
      version = fetched.version;
      return takeSnapshot(fetched.rows, defaultCountry);
    },
  });
}
