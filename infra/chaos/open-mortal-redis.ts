import { randomBytes } from 'node:crypto';
import { openNetworkGate, startRedis } from '@desk/testing';
import type { Opened } from '../stack/run-to-end.ts';

/** A Redis that can die and come back under the same address, with nothing of what it knew. */
export interface MortalRedis {
  readonly url: string;
  die(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function openMortalRedis(opened: Opened): Promise<MortalRedis> {
  const begin = { purpose: 'bench', exclusive: true, password: randomBytes(18).toString('base64url') } as const;
  let redis = await startRedis(begin);
  opened.add(() => redis.stop());
  const gate = await openNetworkGate(redis.url);
  opened.add(gate.stop);
  return {
    url: gate.url,
    async die() {
      gate.shut();
      await redis.stop();
    },
    async comeBack() {
      redis = await startRedis(begin);
      gate.leadTo(redis.url);
      gate.open();
    },
  };
}
