import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify as stringifyYaml } from 'yaml';
import { createFileDirectory } from '../../src/adapters/directory/file-directory.ts';
import { createHttpDirectory } from '../../src/adapters/directory/http-directory.ts';
import { joinDirectories } from '../../src/adapters/directory/joined-directory.ts';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { type DirectoryUnderTest, describeDirectory } from './directory.ts';

const hourMs = 3_600_000;

describeDirectory('in memory', async () => {
  const directory = createFakeDirectory([]);
  return {
    directory,
    employ: async (entries) => directory.employ(entries),
    goAway: async () => directory.setAway(true),
    close: async () => {},
  };
});

describeDirectory('two sources that agree', async () => {
  const sources = [createFakeDirectory([]), createFakeDirectory([])];
  return {
    directory: joinDirectories({ sources, match: 'employee-id' }),
    employ: async (entries) => {
      for (const source of sources) source.employ(entries);
    },
    goAway: async () => sources[1]?.setAway(true),
    close: async () => {},
  };
});

describeDirectory('YAML file', () => openFile('people.yaml', (entries) => stringifyYaml({ people: entries })));
describeDirectory('CSV file', () => openFile('people.csv', writeCsv));
describeDirectory('HTTP endpoint', openEndpoint);

async function openFile(
  name: string,
  write: (entries: readonly DirectoryEntry[]) => string,
): Promise<DirectoryUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-directory-'));
  const path = join(folder, name);
  let now = 0;
  const directory = createFileDirectory({ path, defaultCountry: 'UA', now: () => now, onProblems: () => {} });
  return {
    directory,
    async employ(entries) {
      await writeFile(`${path}.new`, write(entries));
      await rename(`${path}.new`, path);
      now += 2_000;
      await directory.findById('anybody');
    },
    async goAway() {
      await rm(path);
      now += hourMs + 1;
    },
    close: () => rm(folder, { recursive: true }),
  };
}

function writeCsv(entries: readonly DirectoryEntry[]): string {
  const header = 'employeeId,displayName,position,department,phones,email,active,role,teams,trackerAccount';
  const lines = entries.map((entry) =>
    [
      entry.employeeId,
      entry.displayName,
      entry.position,
      entry.department,
      entry.phones.join(';'),
      entry.email ?? '',
      entry.active,
      entry.role,
      entry.teams.join(';'),
      entry.trackerAccount ?? '',
    ].join(','),
  );
  return [header, ...lines].join('\r\n');
}

async function openEndpoint(): Promise<DirectoryUnderTest> {
  let people: readonly DirectoryEntry[] = [];
  let away = false;
  let now = 0;
  const server = createServer((request, response) => {
    if (away) return void response.writeHead(503).end();
    const at = Number(new URL(request.url ?? '', 'http://desk.test').searchParams.get('cursor') ?? 0);
    // Pages of two, so that most questions span several.
    const nextCursor = at + 2 < people.length ? String(at + 2) : null;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ people: people.slice(at, at + 2), nextCursor }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const directory = createHttpDirectory({
    url: `http://127.0.0.1:${port}/people`,
    bearerToken: 'fixture-token',
    defaultCountry: 'UA',
    now: () => now,
    onProblems: () => {},
    limits: { retryDelayMs: 1 },
  });
  return {
    directory,
    async employ(entries) {
      people = entries;
      await directory.refresh();
    },
    async goAway() {
      away = true;
      now += hourMs + 1;
      await directory.refresh();
    },
    async close() {
      await directory.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
