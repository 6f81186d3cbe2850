import { randomBytes } from 'node:crypto';
import { containerLabels, removeVolume } from './docker-engine.ts';
import { postgresFlags } from './postgres-flags.ts';
import { cloneKey, type Purpose } from './run-folder.ts';

export const postgresImage = 'postgres:18-bookworm';

const dataFolder = '/var/lib/postgresql';

/** PostgreSQL in a container; the demo's data is in a volume, the others' goes with the container. */
export async function runPostgresContainer(purpose: Purpose, { fresh = false }: { fresh?: boolean }) {
  // Its reaper is another image to pull; what we leave behind, our next run removes.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  const volume = `desk-${purpose}-postgres-${cloneKey()}`;
  if (fresh) await removeVolume(volume);
  // A volume keeps the password it was made with, so the demo's must be the same every time: it is only on loopback.
  const password = purpose === 'demo' ? 'desk' : randomBytes(18).toString('base64url');
  const container = await new GenericContainer(postgresImage)
    .withEnvironment({
      POSTGRES_USER: 'desk',
      POSTGRES_PASSWORD: password,
      POSTGRES_DB: 'postgres',
      PGDATA: `${dataFolder}/18/docker`,
    })
    .withLabels(containerLabels(purpose))
    .withBindMounts(purpose === 'demo' ? [{ source: volume, target: dataFolder }] : [])
    .withCommand(['postgres', ...postgresFlags(purpose)])
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(60_000)
    .start();
  return {
    url: `postgresql://desk:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`,
    stop: async () => void (await container.stop({ timeout: 10_000 })),
  };
}
