import { describe, expect, it } from 'vitest';
import { createFakeClaimBoard } from '../../test/fakes/operation-claims.ts';
import { createSteeredClock } from '../../test/fakes/system.ts';
import type { Operation } from '../ports/operation-claims.ts';
import { refuse } from './refusal.ts';
import { type OperationResult, runOnce } from './run-once.ts';

const operation: Operation = {
  name: 'file',
  idempotencyKey: 'key-1',
  subject: 'ticket:1',
  actor: 'person:e-1',
  bodyDigest: 'digest',
};

function start() {
  const once = runOnce({ claims: createFakeClaimBoard().process('first'), clock: createSteeredClock() });
  let runs = 0;
  const counted = <R extends OperationResult<{ status: number; body: unknown }, ReturnType<typeof refuse>>>(
    result: R,
  ) => {
    return async () => {
      runs += 1;
      return result;
    };
  };
  return { once, counted, runs: () => runs };
}

const final = { kind: 'answered', answer: { status: 201, body: { number: 'SD-1' } }, final: true } as const;
const preliminary = { kind: 'answered', answer: { status: 202, body: {} }, final: false } as const;

describe('an operation', () => {
  it('is carried out once, and its answer repeated', async () => {
    const { once, counted, runs } = start();
    await once(operation, counted(final));
    expect(await once(operation, counted(final))).toEqual({ kind: 'answered', answer: final.answer });
    expect(runs()).toBe(1);
  });

  it.each([
    ['body', { bodyDigest: 'another' }],
    ['person', { actor: 'person:e-2' }],
  ])('is not another one of another %s under the same key', async (_, change) => {
    const { once, counted } = start();
    await once(operation, counted(final));
    expect(await once({ ...operation, ...change }, counted(final))).toMatchObject({ code: 'key-reused' });
  });

  it('runs again after an answer that was not final, for the same body alone', async () => {
    const { once, counted, runs } = start();
    await once(operation, counted(preliminary));
    expect(await once({ ...operation, bodyDigest: 'another' }, counted(final))).toMatchObject({ code: 'key-reused' });
    expect(await once(operation, counted(final))).toMatchObject(final);
    expect(runs()).toBe(2);
  });

  it.each([
    ['ticket-refused', 'free'],
    ['not-permitted', 'free'],
    ['tracker-down', 'kept'],
    ['still-working', 'kept'],
  ] as const)('leaves its key after %s %s', async (code, left) => {
    const { once, counted } = start();
    expect(await once(operation, counted(refuse(code)))).toMatchObject({ code });
    const again = await once({ ...operation, bodyDigest: 'another' }, counted(final));
    expect(again.kind === 'answered' ? 'free' : 'kept').toBe(left);
  });

  it('keeps everyone else from its subject while it lasts, under any key', async () => {
    const { once, counted } = start();
    const other = { ...operation, idempotencyKey: 'key-2' };
    await once(operation, async () => {
      expect(await once(operation, counted(final))).toMatchObject({ code: 'still-working' });
      expect(await once(other, counted(final))).toMatchObject({ code: 'still-working' });
      expect(await once({ ...other, subject: 'ticket:2' }, counted(final))).toMatchObject(final);
      return final;
    });
    expect(await once({ ...other, idempotencyKey: 'key-3' }, counted(final))).toMatchObject(final);
  });

  it('that meets a defect passes it on and leaves the subject free', async () => {
    const { once, counted } = start();
    const defect = once(operation, async () => {
      throw new Error('A defect.');
    });
    await expect(defect).rejects.toThrow('A defect.');
    expect(await once(operation, counted(final))).toMatchObject(final);
  });
});
