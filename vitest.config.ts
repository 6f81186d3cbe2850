import { configDefaults, defineConfig } from 'vitest/config';

const units = ['packages/{domain,contract,crypto,logging,settings}/**/*.test.ts', 'services/*/src/**/*.test.ts'];
const journeys = ['infra/journeys/**/*.test.ts'];
/** What is about Jira alone: its webhooks and its first run. */
const onlyJira = ['infra/journeys/jira-*.test.ts'];
/** `DESK_TRACKER=openproject pnpm test infra/journeys`: every journey there, in place of a few of them beside Jira. */
const elsewhere = process.env.DESK_TRACKER === 'openproject' ? onlyJira : [];
const all = ['packages/**/*.test.ts', 'services/**/*.test.ts', 'infra/**/*.test.ts'];
const exclude = [...configDefaults.exclude, ...units, ...journeys];

/**
 * Servers, processes and pages keep real time, and a busy machine may hold one of them up. Such a test may run a second
 * time; that it had to is printed at the end, with the error of the first, and is a defect to be mended.
 */
const retry = 1;

export default defineConfig({
  test: {
    globalSetup: ['infra/check/provide-servers.ts'],
    silent: 'passed-only',
    pool: 'forks',
    // No file leaves anything behind in the modules of its worker; to load them anew for each costs as much as its tests.
    isolate: false,
    // Journeys wait for each other’s processes as often as they compute: one more than there are cores of a small machine.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'units', include: units } },
      {
        extends: true,
        test: {
          ...{ name: 'journeys', include: journeys, exclude: [...configDefaults.exclude, ...elsewhere] },
          ...{ retry, testTimeout: 120_000 },
        },
      },
      { extends: true, test: { name: 'others', include: all, exclude, retry } },
    ],
  },
});
