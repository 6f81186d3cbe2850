import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyMigrations } from '@desk/migrations';
import { hostTestServers, type TestServersHost } from '@desk/testing';
import type {} from '@desk/testing/vitest';
import type { TestProject } from 'vitest/node';

/** Vitest's global setup: the databases that test files may ask for, each service's with its migrations applied. */
const services = resolve(import.meta.dirname, '..', '..', 'services');
let host: TestServersHost | undefined;

export async function setup(project: TestProject): Promise<void> {
  host = await hostTestServers({
    templates: {
      empty: async () => undefined,
      bot: (databaseUrl) => migrate('bot', databaseUrl),
      gateway: (databaseUrl) => migrate('gateway', databaseUrl),
    },
    report: (line) => console.log(line),
  });
  project.provide('deskTestServers', host.url);
}

export async function teardown(): Promise<void> {
  await host?.stop();
}

async function migrate(service: string, databaseUrl: string): Promise<void> {
  const migrationsDir = join(services, service, 'prisma', 'migrations');
  if (existsSync(migrationsDir)) await applyMigrations({ databaseUrl, migrationsDir });
}
