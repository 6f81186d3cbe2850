import type { Purpose } from './run-folder.ts';

/**
 * `noeviction`: a queue must be told that Redis is full rather than lose jobs. The demo appends every write to a file,
 * so that a restart finds its queues as they were.
 */
export function redisFlags(purpose: Purpose): readonly [name: string, value: string][] {
  const persistence: [string, string][] =
    purpose === 'demo'
      ? [
          ['appendonly', 'yes'],
          ['appendfsync', 'everysec'],
        ]
      : [['appendonly', 'no']];
  return [['maxmemory-policy', 'noeviction'], ['save', ''], ...persistence];
}
