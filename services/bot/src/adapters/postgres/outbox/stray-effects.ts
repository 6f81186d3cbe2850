import type { OutboxItem } from '../../../ports/outbox.ts';
import type { Statement } from '../run-pipeline.ts';

/** An effect, and the epoch of its lane that it was claimed under. */
export type Claimed = Pick<OutboxItem, 'id' | 'epoch'>;

/** What was claimed as it was stored, should it have been, and will be taken by nobody: it has to wait again. */
export interface Strays {
  add(strays: readonly Claimed[]): void;
  list(): readonly Claimed[];
  /** Those there are wait again; one that is stored late is found by asking once more. */
  forget(): void;
}

/** Whoever heard no answer cannot know when the database is done: longer than it may take for any statement. */
const lateMsMax = 10_000;

export function keepStrays(): Strays {
  const strays = new Map<string, Claimed & { readonly since: number }>();
  return {
    add(more) {
      for (const { id, epoch } of more) strays.set(id, { id, epoch, since: performance.now() });
    },
    list: () => [...strays.values()],
    forget() {
      const before = performance.now() - lateMsMax;
      for (const [id, { since }] of strays) if (since < before) strays.delete(id);
    },
  };
}

/**
 * They have never left: as if nobody had claimed them. What is claimed as it is stored counts no attempt, so that one
 * that was claimed otherwise meanwhile is left alone.
 */
export function unclaim(claimed: readonly Claimed[]): Statement {
  return { ...unclaimEffects, values: [claimed.map(({ id }) => id), claimed.map(({ epoch }) => epoch)] };
}

const unclaimEffects = {
  name: 'unclaim-effects',
  text: `
    update outbox o set state = 'pending', epoch = null
    from unnest($1::uuid[], $2::int[]) as claimed(id, epoch)
    where o.id = claimed.id and o.epoch = claimed.epoch and o.state || '' = 'sending' and o.attempts = 0`,
};
