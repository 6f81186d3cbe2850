import { canInstallPackages, findOnPath, installDebianPackage } from './install-debian-package.ts';
import { MissingServer } from './missing-server.ts';

export type RedisBinary = { via: 'path' | 'apt'; command: string };

const names = ['redis-server', 'valkey-server'];

/** A Redis or Valkey on PATH, or Debian's package where it can be installed. */
export async function findRedis(report: (line: string) => void): Promise<RedisBinary> {
  const found = await findOnPath(names);
  if (found) return { via: 'path', command: found };
  if (await canInstallPackages()) {
    report('Redis: installing the package redis-server');
    await installDebianPackage('redis-server');
    const installed = await findOnPath(names);
    if (installed) return { via: 'apt', command: installed };
  }
  throw new MissingServer(
    'There is no Redis here.',
    'Install redis-server or valkey-server, start Docker, or set REDIS_URL to a server that runs.',
  );
}
