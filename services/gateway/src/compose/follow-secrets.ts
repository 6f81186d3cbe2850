import type { Secrets } from '@desk/settings';
import type { SmtpOptions } from '../adapters/mail/create-smtp-mailer.ts';
import type { FollowedSecret } from '../config/followed-secrets.ts';
import type { PreparedSource } from './compose-directory.ts';
import type { PreparedTracker } from './compose-tracker.ts';

/** A secret as it is at the moment, `given` where it is in no file. */
type Current = (name: FollowedSecret, given: string) => string;

/** The tracker's access, whose secrets are asked for at each use. */
export function followTracker(tracker: PreparedTracker, { current }: Secrets): PreparedTracker {
  return tracker.kind === 'jira'
    ? { ...tracker, auth: jiraAuth(tracker.auth, current) }
    : { ...tracker, auth: openProjectAuth(tracker.auth, current) };
}

/** Sources of people, whose secrets are asked for at each use. */
export function followSources(sources: readonly PreparedSource[], { current }: Secrets): readonly PreparedSource[] {
  return sources.map((source) => followSource(source, current));
}

/** The mail server, whose address holds its password and is asked for at each letter. */
export function followMail(smtp: SmtpOptions, { current }: Secrets): SmtpOptions {
  const name: FollowedSecret = 'SMTP_URL';
  return {
    ...smtp,
    get url() {
      return current(name, smtp.url);
    },
  };
}

/**
 * Secrets that the tracker's webhooks may prove themselves by: of the setting, with the former one while it counts; where
 * it is left out, those of the keys. The list is kept in place, and `refresh` brings it up to date.
 */
export function followHookSecrets({
  given,
  ofKeys,
  secrets,
}: {
  readonly given: string | null;
  readonly ofKeys: readonly string[];
  readonly secrets: Secrets;
}): { readonly list: readonly string[]; readonly refresh: () => void } {
  if (given === null) return { list: ofKeys, refresh: () => undefined };
  const name: FollowedSecret = 'TRACKER_WEBHOOK_SECRET';
  const list: string[] = [];
  let [, kept] = ofKeys;
  let retired: string | undefined;
  const refresh = () => {
    const [, former] = ofKeys;
    // What lay among the keys as the former one, and does no more, was taken back: it counts no day longer.
    if (former !== kept) [retired, kept] = [kept, former];
    const formers = [secrets.former(name) ?? [], kept ?? []].flat().filter((each) => each !== retired);
    list.splice(0, list.length, ...new Set([secrets.current(name, given), ...formers]));
  };
  refresh();
  return { list, refresh };
}

function jiraAuth(
  auth: Extract<PreparedTracker, { kind: 'jira' }>['auth'],
  current: Current,
): Extract<PreparedTracker, { kind: 'jira' }>['auth'] {
  switch (auth.kind) {
    case 'api-token':
      return {
        ...auth,
        get apiToken() {
          return current('JIRA_API_TOKEN', auth.apiToken);
        },
      };
    case 'personal-access-token':
      return {
        ...auth,
        get token() {
          return current('JIRA_PERSONAL_ACCESS_TOKEN', auth.token);
        },
      };
  }
}

function openProjectAuth(
  auth: Extract<PreparedTracker, { kind: 'openproject' }>['auth'],
  current: Current,
): Extract<PreparedTracker, { kind: 'openproject' }>['auth'] {
  switch (auth.kind) {
    case 'api-key':
      return {
        ...auth,
        get apiKey() {
          return current('OPENPROJECT_API_KEY', auth.apiKey);
        },
      };
    case 'client-credentials':
      return {
        ...auth,
        get clientSecret() {
          return current('OPENPROJECT_CLIENT_SECRET', auth.clientSecret);
        },
      };
  }
}

function followSource(source: PreparedSource, current: Current): PreparedSource {
  switch (source.kind) {
    case 'file':
      return source;
    case 'http':
      return {
        ...source,
        get bearerToken() {
          return current('DIRECTORY_TOKEN', source.bearerToken);
        },
      };
    case 'ldap':
      return {
        ...source,
        servers: source.servers.map((server) => ({
          ...server,
          get bindPassword() {
            return current('LDAP_BIND_PASSWORD', server.bindPassword);
          },
        })),
      };
  }
}
