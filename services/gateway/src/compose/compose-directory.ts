import { readFile } from 'node:fs/promises';
import { createLogger, type Logger } from '@desk/logging';
import { createFileDirectory } from '../adapters/directory/file-directory.ts';
import { joinDirectories } from '../adapters/directory/joined-directory.ts';
import { type LdapMap, readLdapMap } from '../adapters/directory/ldap-map.ts';
import type { LdapServer } from '../adapters/directory/ldap-session.ts';
import type { DirectoryProblem } from '../adapters/directory/person-row.ts';
import { systemClock } from '../adapters/system/system.ts';
import type { DirectoryConfig } from '../config.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';

type Source = DirectoryConfig['directory']['sources'][number];
type LdapSource = Extract<Source, { kind: 'ldap' }>;

/** A source with what its files say. */
export type PreparedSource =
  | Exclude<Source, LdapSource>
  | { readonly kind: 'ldap'; readonly servers: readonly LdapServer[]; readonly map: LdapMap };

export type PreparedSources =
  | { readonly kind: 'read'; readonly sources: readonly PreparedSource[] }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Reads the files that sources of people need, all problems at once. `hasTeam`: whether the catalogue has this team. */
export async function prepareSources(
  { sources }: DirectoryConfig['directory'],
  hasTeam: (team: string) => boolean = () => true,
): Promise<PreparedSources> {
  const prepared = await Promise.all(
    sources.map((source) => (source.kind === 'ldap' ? prepareLdap(source, hasTeam) : { source, problems: [] })),
  );
  const problems = prepared.flatMap((each) => each.problems);
  if (problems.length > 0) return { kind: 'wrong', problems };
  return { kind: 'read', sources: prepared.flatMap(({ source }) => source ?? []) };
}

async function prepareLdap(
  { urls, startTls, caFile, bindDn, bindPassword, mapFile }: LdapSource,
  hasTeam: (team: string) => boolean,
): Promise<{ readonly source: PreparedSource | null; readonly problems: readonly string[] }> {
  const ca = caFile === null ? null : await readFile(caFile, 'utf8').catch(() => '');
  const text = await readFile(mapFile, 'utf8').catch(() => null);
  const read = text === null ? { kind: 'wrong' as const, problems: ['the file cannot be read'] } : readLdapMap(text);
  const problems = [
    ...(ca === null || ca.includes('-----BEGIN CERTIFICATE-----')
      ? []
      : [`LDAP_CA_FILE ${caFile}: the file holds no certificate in PEM`]),
    ...(read.kind === 'wrong' ? read.problems : unknownTeams(read.map, hasTeam)).map(
      (line) => `ROLE_MAP_FILE ${mapFile}: ${line}`,
    ),
  ];
  if (problems.length > 0 || read.kind === 'wrong') return { source: null, problems };
  const servers = urls.map((url) => ({ url, bindDn, bindPassword, startTls, ca }));
  return { source: { kind: 'ldap', servers, map: read.map }, problems: [] };
}

function unknownTeams({ groups }: LdapMap, hasTeam: (team: string) => boolean): readonly string[] {
  return groups.flatMap(({ teams }, at) =>
    teams.filter((team) => !hasTeam(team)).map((team) => `groups.${at}.teams: the catalogue has no team ${team}`),
  );
}

export interface ComposedDirectory {
  readonly directory: Directory;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** `refused`: lines that say what is missing. */
export type OpenedDirectory =
  | ({ readonly kind: 'opened' } & ComposedDirectory)
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

/** The directory by itself, with nothing else of the gateway around it; not yet started. */
export async function openDirectory(config: DirectoryConfig): Promise<OpenedDirectory> {
  const prepared = await prepareSources(config.directory);
  if (prepared.kind === 'wrong') return { kind: 'refused', lines: prepared.problems };
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  return { kind: 'opened', ...(await composeDirectory(config, prepared.sources, systemClock, logger)) };
}

/** One directory of all sources, in the order in which they are given. */
export async function composeDirectory(
  { directory: { match }, defaultCountry }: DirectoryConfig,
  prepared: readonly PreparedSource[],
  clock: Clock,
  logger: Logger,
): Promise<ComposedDirectory> {
  const opened = await Promise.all(prepared.map((source) => openSource(source, defaultCountry, clock, logger)));
  const [first, ...others] = opened.map(({ directory }) => directory);
  if (!first) throw new Error('There is no source of people.');
  const all = async (run: (source: ComposedDirectory) => Promise<void>) => {
    await Promise.all(opened.map(run));
  };
  return {
    directory: others.length === 0 ? first : joinDirectories({ sources: [first, ...others], match }),
    start: () => all(({ start }) => start()),
    stop: () => all(({ stop }) => stop()),
  };
}

async function openSource(
  source: PreparedSource,
  defaultCountry: string,
  clock: Clock,
  logger: Logger,
): Promise<ComposedDirectory> {
  const about = { source: source.kind };
  const options = {
    defaultCountry,
    now: () => clock.now(),
    onProblems: (problems: readonly DirectoryProblem[]) =>
      logger.warn('The directory holds entries that cannot be used.', {
        ...about,
        count: problems.length,
        problems: problems.slice(0, 10),
      }),
    onLoaded: (people: number) => logger.info('The directory was read.', { ...about, people }),
    onUnavailable: (reason: string) => logger.warn('The directory did not answer.', { ...about, reason }),
  };
  switch (source.kind) {
    case 'file': {
      const idle = async () => undefined;
      return { directory: createFileDirectory({ ...options, path: source.path }), start: idle, stop: idle };
    }
    case 'http': {
      const { createHttpDirectory } = await import('../adapters/directory/http-directory.ts');
      const http = createHttpDirectory({
        ...{ ...options, url: source.url },
        get bearerToken() {
          return source.bearerToken;
        },
      });
      return { directory: http, start: http.start, stop: http.stop };
    }
    case 'ldap': {
      // Its client takes 12 MB, which a gateway without such a server need not hold.
      const { createLdapDirectory } = await import('../adapters/directory/ldap-directory.ts');
      const ldap = createLdapDirectory({ ...options, servers: source.servers, map: source.map });
      return { directory: ldap, start: ldap.start, stop: ldap.stop };
    }
  }
}
