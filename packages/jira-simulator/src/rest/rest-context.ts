import type { SearchIndex } from '../jql/search-index.ts';
import type { Site } from '../site/site.ts';
import type { RegisteredWebhooks } from '../webhooks/registered-webhooks.ts';
import type { TemporaryFiles } from './temporary-files.ts';

/** What every route needs. */
export interface RestContext {
  readonly site: Site;
  readonly index: SearchIndex;
  readonly temporaryFiles: TemporaryFiles;
  readonly registeredWebhooks: RegisteredWebhooks;
  /** Cloud's API writes text as documents; Data Center, and the webhooks of both, as plain text. */
  readonly richText: 'document' | 'plain';
  /** Known once the server listens; no slash at the end. */
  readonly baseUrl: () => string;
}

/** `/rest/api/3` on Cloud, `/rest/api/2` on Data Center. */
export function apiRoot(site: Site): '/rest/api/3' | '/rest/api/2' {
  return site.flavour === 'cloud' ? '/rest/api/3' : '/rest/api/2';
}

export function apiUrl(context: RestContext, path: string): string {
  return `${context.baseUrl()}${apiRoot(context.site)}${path}`;
}

export function deskUrl(context: RestContext, path: string): string {
  return `${context.baseUrl()}/rest/servicedeskapi${path}`;
}
