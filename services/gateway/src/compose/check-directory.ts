import { fetchPeople } from '../adapters/directory/fetch-people.ts';
import { readPeopleFile } from '../adapters/directory/file-directory.ts';
import { usualHttpLimits } from '../adapters/directory/http-directory.ts';
import { usualLdapReading } from '../adapters/directory/ldap-directory.ts';
import { type DirectoryProblem, type ReadResult, readPersonRow } from '../adapters/directory/person-row.ts';
import { probeHttp } from '../adapters/directory/probe-http.ts';
import { readLdapPeople } from '../adapters/directory/read-ldap-people.ts';
import { compareSources, type Finding, type Survey, surveyPeople } from '../adapters/directory/survey-people.ts';
import type { DirectoryConfig } from '../config.ts';
import type { CheckedDirectory } from '../edge/cli/directory-commands.ts';
import { type PreparedSource, prepareSources } from './compose-directory.ts';

interface Looked {
  readonly name: string;
  readonly results: readonly ReadResult[] | null;
  readonly survey: Survey;
}

/** Reads every source once and changes nothing. */
export async function checkDirectory(config: DirectoryConfig): Promise<CheckedDirectory> {
  const prepared = await prepareSources(config.directory);
  if (prepared.kind === 'wrong') return { kind: 'refused', lines: prepared.problems };
  const looked = await Promise.all(prepared.sources.map((source) => lookAt(source, config.defaultCountry)));
  const read = looked.flatMap(({ name, results }) => (results === null ? [] : [{ name, results }]));
  const together =
    read.length < 2 || read.length < looked.length
      ? []
      : [{ name: 'together', survey: { facts: [], findings: compareSources(read, config.directory.match) } }];
  return { kind: 'checked', sources: [...looked, ...together].map(({ name, survey }) => ({ name, ...survey })) };
}

async function lookAt(source: PreparedSource, defaultCountry: string): Promise<Looked> {
  const probed = source.kind === 'http' ? await probeHttp(source) : [];
  try {
    const { results, problems } = await readAll(source, defaultCountry);
    const { facts, findings } = surveyPeople(results, problems);
    return { name: source.kind, results, survey: { facts, findings: [...probed, ...findings] } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    const remedy = `Put this right, then look again: ${reason}`;
    const failed: Finding = { weight: 'wrong', what: 'the people cannot be read', remedy };
    return { name: source.kind, results: null, survey: { facts: [], findings: [...probed, failed] } };
  }
}

async function readAll(
  source: PreparedSource,
  defaultCountry: string,
): Promise<{ readonly results: readonly ReadResult[]; readonly problems: readonly DirectoryProblem[] }> {
  const { signal } = new AbortController();
  switch (source.kind) {
    case 'file': {
      const file = await readPeopleFile(source.path);
      if (file.kind === 'unreadable') throw new Error(`${file.problem.where}: ${file.problem.remedy}`);
      return { results: file.rows.map((row) => readPersonRow(row, defaultCountry)), problems: file.problems };
    }
    case 'http': {
      const { url, bearerToken } = source;
      const fetched = await fetchPeople({ ...usualHttpLimits, url, bearerToken, signal }, null);
      const rows = fetched.kind === 'fetched' ? fetched.rows : [];
      return { results: rows.map((row) => readPersonRow(row, defaultCountry)), problems: [] };
    }
    case 'ldap': {
      const { servers, map } = source;
      return readLdapPeople({ servers, map, defaultCountry, now: Date.now, limits: usualLdapReading }, signal);
    }
  }
}
