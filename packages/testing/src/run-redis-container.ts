import { containerLabels, removeVolume } from './docker-engine.ts';
import { redisFlags } from './redis-flags.ts';
import { cloneKey, type Purpose } from './run-folder.ts';

export const redisImage = 'redis:7-bookworm';

/** Redis in a container; the demo's append-only file is in a volume. */
export async function runRedisContainer(purpose: Purpose, { fresh = false }: { fresh?: boolean }) {
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  const volume = `desk-${purpose}-redis-${cloneKey()}`;
  if (fresh) await removeVolume(volume);
  const container = await new GenericContainer(redisImage)
    .withLabels(containerLabels(purpose))
    .withBindMounts(purpose === 'demo' ? [{ source: volume, target: '/data' }] : [])
    .withCommand(redisFlags(purpose).flatMap(([name, value]) => [`--${name}`, value]))
    .withExposedPorts(6379)
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .withStartupTimeout(60_000)
    .start();
  return {
    url: `redis://${container.getHost()}:${container.getMappedPort(6379)}`,
    stop: async () => void (await container.stop({ timeout: 10_000 })),
  };
}
