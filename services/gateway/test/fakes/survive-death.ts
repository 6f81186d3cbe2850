import { expect } from 'vitest';
import type { StoredAnswer } from '../../src/ports/operation-claims.ts';
import type { Refusal } from '../../src/use-cases/refusal.ts';
import type { Run } from '../../src/use-cases/run-once.ts';
import { type GatewayPorts, wireUseCases } from '../../src/wire-use-cases.ts';
import { type Death, Killed, withFuse } from './fuse.ts';
import type { createFakePorts } from './gateway.ts';
import { testLimits } from './gateway.ts';

const retriesMax = 12;
const pauseMs = 20_000;

export type Work = (useCases: ReturnType<typeof wireUseCases>, run: Run) => Promise<{ kind: string } | Refusal>;
type Delivered = { readonly kind: 'answered'; readonly answer: StoredAnswer } | Refusal | { readonly kind: 'killed' };

export interface Scene {
  readonly ports: ReturnType<typeof createFakePorts>;
  readonly subject: string;
  readonly finalKind: string;
  readonly work: Work;
}

/** Dies at one call, starts again, and is asked again until it is done. True: it came so far as to die. */
export async function surviveOneDeath(scene: Scene, death: Death): Promise<boolean> {
  const { ports, finalKind } = scene;
  const { ports: mortal, blown } = withFuse(ports, death);
  const first = await deliver(mortal, scene);
  if (!blown()) return false;
  expect(first).toEqual({ kind: 'killed' });

  ports.claimBoard.kill('first');
  const reborn = { ...ports, claims: ports.claimBoard.process('second') };
  for (let retry = 0; retry < retriesMax; retry += 1) {
    const outcome = await deliver(reborn, scene);
    if (outcome.kind === 'answered' && JSON.stringify(outcome.answer).includes(`"${finalKind}"`)) return true;
    ports.clock.advance(pauseMs);
  }
  throw new Error(`Not done after ${retriesMax} repetitions.`);
}

/** As the edge does it: under a key, and kept once it is final. */
async function deliver(ports: GatewayPorts, { subject, finalKind, work }: Scene): Promise<Delivered> {
  const useCases = wireUseCases(ports, testLimits);
  const operation = { name: 'test', idempotencyKey: subject, subject, actor: 'person:e-1', bodyDigest: 'digest' };
  try {
    return await useCases.runOnce(operation, async (run) => {
      const outcome = await work(useCases, run);
      if ('code' in outcome) return outcome;
      return { kind: 'answered', answer: { status: 200, body: outcome }, final: outcome.kind === finalKind };
    });
  } catch (error) {
    if (error instanceof Killed) return { kind: 'killed' };
    throw error;
  }
}
