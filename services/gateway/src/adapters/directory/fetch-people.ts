import pRetry, { AbortError } from 'p-retry';
import { z } from 'zod';
import type { RawRow } from './person-row.ts';

/** One page of the endpoint; docs/directory-http.openapi.yaml describes it for the people who provide it. */
export const PeoplePage = z.object({
  people: z.array(z.unknown()).max(5_000),
  nextCursor: z.string().min(1).max(1_000).nullable(),
});

export interface FetchPeopleOptions {
  readonly url: string;
  readonly bearerToken: string;
  readonly pageLimit: number;
  readonly pagesMax: number;
  readonly pageBytesMax: number;
  readonly requestDeadlineMs: number;
  readonly attemptsMax: number;
  readonly retryDelayMs: number;
  /** Ends the reading at once, for instance when the service stops. */
  readonly signal: AbortSignal;
}

export type FetchedPeople =
  | { readonly kind: 'fetched'; readonly rows: readonly RawRow[]; readonly version: string | null }
  | { readonly kind: 'unchanged' };

/** Reads every page. `version` is the ETag of the whole list as the first page gave it. Throws when any page fails. */
export async function fetchPeople(options: FetchPeopleOptions, knownVersion: string | null): Promise<FetchedPeople> {
  const rows: RawRow[] = [];
  const cursors = new Set<string>();
  let version: string | null = null;
  let cursor: string | null = null;

  for (let page = 1; page <= options.pagesMax; page += 1) {
    const answer = await fetchPage(options, cursor, page === 1 ? knownVersion : null);
    if (answer === 'unchanged') return { kind: 'unchanged' };
    if (page === 1) version = answer.version;
    rows.push(...answer.people.map((value, at) => ({ where: `page ${page}, item ${at + 1}`, value })));
    cursor = answer.nextCursor;
    if (cursor === null) return { kind: 'fetched', rows, version };
    if (cursors.has(cursor)) throw new Error('The directory repeats a cursor.');
    cursors.add(cursor);
  }
  throw new Error(`The directory has more than ${options.pagesMax} pages.`);
}

type Page = {
  readonly people: readonly unknown[];
  readonly nextCursor: string | null;
  readonly version: string | null;
};

async function fetchPage(
  options: FetchPeopleOptions,
  cursor: string | null,
  knownVersion: string | null,
): Promise<Page | 'unchanged'> {
  return pRetry(() => requestPage(options, cursor, knownVersion), {
    retries: options.attemptsMax - 1,
    minTimeout: options.retryDelayMs,
    factor: 2,
    randomize: true,
    signal: options.signal,
  });
}

async function requestPage(
  options: FetchPeopleOptions,
  cursor: string | null,
  knownVersion: string | null,
): Promise<Page | 'unchanged'> {
  const url = new URL(options.url);
  url.searchParams.set('limit', String(options.pageLimit));
  if (cursor !== null) url.searchParams.set('cursor', cursor);

  const response = await fetch(url, {
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${options.bearerToken}`,
      ...(knownVersion === null ? {} : { 'if-none-match': knownVersion }),
    },
    // A redirect would carry the people's data, or the token, to a place that nobody configured.
    redirect: 'error',
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(options.requestDeadlineMs)]),
  });
  if (response.status === 304 && knownVersion !== null) return 'unchanged';
  if (!response.ok) {
    await response.body?.cancel();
    throw failure(response.status);
  }
  const page = PeoplePage.safeParse(await readJson(response, options.pageBytesMax));
  if (!page.success) throw new AbortError('The directory answered with a page of another shape.');
  return { ...page.data, version: response.headers.get('etag') };
}

function failure(status: number): Error {
  const message = `The directory answered ${status}.`;
  // 429 asks for less, so the next reading on schedule is soon enough.
  return status >= 500 || status === 408 ? new Error(message) : new AbortError(message);
}

async function readJson(response: Response, bytesMax: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new AbortError(`A page of the directory is larger than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new AbortError('The directory did not answer in JSON.');
  }
}
