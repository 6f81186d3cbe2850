import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/ports/plan.ts';
import { type DeskUnderTest, job, type OpenDesk, planOf, store } from './desk-under-test.ts';
import { aDraft, anAccount, aPerson, aSession, monday10, saved } from './samples.ts';

/** What a ledger promises, whatever it is made of. */
export function holdLedgerToItsPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  describe('a plan', () => {
    it('is stored whole', async () => {
      const person = aPerson();
      const session = aSession(person.id);
      await store(desk, saved.session(session), saved.person(person));
      const known = await desk.people.findByTelegramId(person.telegramId);
      expect(known?.person).toEqual({ ...person, version: 1 });
      expect(known?.session).toMatchObject({ id: session.id, token: session.token, state: 'live', version: 1 });
    });

    it('is not stored at all when one row has moved on since it was read', async () => {
      const person = aPerson();
      await store(desk, saved.person(person));
      await store(desk, saved.person({ ...person, language: 'en' }, 1));
      const other = aPerson();
      const changes = [saved.person(other), saved.person({ ...person, blockedAt: monday10 }, 1)];
      expect(await desk.ledger.commit(planOf({ changes }), job)).toBe('overtaken');
      expect(await desk.people.findById(other.id)).toBeNull();
      expect((await desk.people.findById(person.id))?.person).toMatchObject({ language: 'en', blockedAt: null });
    });

    it('is overtaken when a row that must not exist does', async () => {
      const person = aPerson();
      await store(desk, saved.person(person));
      const twin = aPerson({ telegramId: person.telegramId });
      expect(await desk.ledger.commit(planOf({ changes: [saved.person(twin)] }), job)).toBe('overtaken');
    });

    it('lets one of two at the same moment win', async () => {
      const person = aPerson();
      await store(desk, saved.person(person));
      const outcomes = await Promise.all(
        (['uk', 'en'] as const).map((language) =>
          desk.ledger.commit(planOf({ changes: [saved.person({ ...person, language }, 1)] }), job),
        ),
      );
      expect(outcomes.toSorted()).toEqual(['committed', 'overtaken']);
    });

    it('may hand a Telegram account from one person to another', async () => {
      const before = aPerson();
      await store(desk, saved.person(before));
      const after = aPerson({ telegramId: before.telegramId });
      await store(desk, saved.person({ ...before, detachedAt: monday10 }, 1), saved.person(after));
      expect((await desk.people.findByTelegramId(before.telegramId))?.person.id).toBe(after.id);
      expect((await desk.people.findById(before.id))?.person.detachedAt).toBe(monday10);
    });
  });

  describe('activity', () => {
    it('overtakes nobody, and the latest instant wins', async () => {
      const person = aPerson();
      const session = aSession(person.id);
      await store(desk, saved.person(person), saved.session(session));
      for (const at of [monday10 + 2_000, monday10 + 1_000]) {
        await store(desk, { kind: 'touch-session', sessionId: session.id, at });
      }
      await store(desk, saved.session({ ...session, token: 'renewed' }, 1));
      const known = await desk.people.findById(person.id);
      expect(known?.session).toMatchObject({ token: 'renewed', lastActivityAt: monday10 + 2_000 });
    });
  });

  describe('what set a plan off', () => {
    it('is done once', async () => {
      const cause = await desk.arrive(anAccount());
      expect(await desk.ledger.commit(planOf(), cause)).toBe('committed');
      expect(await desk.ledger.commit(planOf(), cause)).toBe('fenced');
    });

    it('is not done by a worker that has lost the lane, and nothing of its plan is stored', async () => {
      const cause = await desk.arrive(anAccount());
      const person = aPerson();
      const late = { ...cause, epoch: cause.epoch - 1 };
      expect(await desk.ledger.commit(planOf({ changes: [saved.person(person)] }), late)).toBe('fenced');
      expect(await desk.people.findById(person.id)).toBeNull();
      expect(await desk.ledger.commit(planOf(), cause)).toBe('committed');
    });

    it('stays to be done when the plan is overtaken', async () => {
      const chatId = anAccount();
      const cause = await desk.arrive(chatId);
      const unknown = saved.person(aPerson(), 3);
      expect(await desk.ledger.commit(planOf({ changes: [unknown] }), cause)).toBe('overtaken');
      expect(await desk.listPending(chatId)).toEqual([cause.sourceId]);
    });

    it('is set aside for good as a dead letter', async () => {
      const chatId = anAccount();
      const cause = await desk.arrive(chatId);
      expect(await desk.ledger.commit(planOf({ cause: 'dead' }), cause)).toBe('committed');
      expect(await desk.listPending(chatId)).toEqual([]);
    });

    it('comes back in its order once its sender has signed in', async () => {
      const chatId = anAccount();
      const kept = [];
      for (let count = 0; count < 3; count += 1) {
        const cause = await desk.arrive(chatId);
        expect(await desk.ledger.commit(planOf({ cause: 'keep' }), cause)).toBe('committed');
        kept.push(cause.sourceId);
      }
      expect((await desk.kept.look(chatId)).count).toBe(3);
      const contact = await desk.arrive(chatId);
      await desk.ledger.commit(planOf({ changes: [{ kind: 'resume-kept', chatId }] }), contact);
      expect(await desk.listPending(chatId)).toEqual(kept);
      expect(await desk.kept.look(chatId)).toEqual({ count: 0, latestAt: null });
    });

    it('makes way when too many of a chat are kept', async () => {
      const chatId = anAccount();
      const kept = [];
      for (let count = 0; count < desk.keptMax + 2; count += 1) {
        const cause = await desk.arrive(chatId);
        await desk.ledger.commit(planOf({ cause: 'keep' }), cause);
        kept.push(cause.sourceId);
      }
      expect((await desk.kept.look(chatId)).count).toBe(desk.keptMax);
      await store(desk, { kind: 'resume-kept', chatId });
      expect(await desk.listPending(chatId)).toEqual(kept.slice(2));
    });
  });

  describe('facts', () => {
    const team = `team-${randomUUID().slice(0, 8)}`;
    const whole = { requestType: 'internet', team, priority: 'high', createdAt: monday10 } as const;

    it('keep a moment once it is set, and count reopenings', async () => {
      const ticketId = randomUUID();
      await store(desk, { kind: 'record-fact', fact: { ticketId, ...whole } });
      for (const assignedAt of [monday10 + 1, monday10 + 2]) {
        await store(desk, { kind: 'record-fact', fact: { ticketId, assignedAt, reopenedCount: 1 } });
      }
      expect(await desk.facts.listFacts([team], monday10, monday10 + 1)).toEqual([
        {
          ticketId,
          ...whole,
          assignedAt: monday10 + 1,
          firstReactionAt: null,
          resolvedAt: null,
          reopenedCount: 2,
        },
      ]);
    });

    it('belong to a period by each of their moments', async () => {
      const other = `${team}-moments`;
      const ticketId = randomUUID();
      const moments = { firstReactionAt: monday10 + 10, resolvedAt: monday10 + 20 };
      await store(desk, { kind: 'record-fact', fact: { ticketId, ...whole, team: other, ...moments } });
      const listed = async (from: number) =>
        (await desk.facts.listFacts([other], monday10 + from, monday10 + from + 1)).length;
      expect([await listed(0), await listed(10), await listed(20), await listed(5)]).toEqual([1, 1, 1, 0]);
    });

    it('of other teams and other times are not among those asked for', async () => {
      const ticketId = randomUUID();
      await store(desk, { kind: 'record-fact', fact: { ticketId, ...whole, team: `${team}-other` } });
      expect(await desk.facts.listFacts([`${team}-other`], monday10 + 1, monday10 + 2)).toEqual([]);
      expect(await desk.facts.listFacts([`${team}-third`], monday10, monday10 + 1)).toEqual([]);
      expect((await desk.facts.countTypesSince(monday10)).get('internet')).toBeGreaterThan(0);
      expect((await desk.facts.countTypesSince(monday10 + 1)).get('internet')).toBeUndefined();
    });
  });

  describe('an effect that waits once for many', () => {
    it('stands for all of its name until it joins its lane', async () => {
      const ticketId = randomUUID();
      const effect: Effect = { kind: 'mirror-chat', ticketId, consultationId: ticketId };
      const once = `mirror:${ticketId}`;
      const dueAt = monday10 + 3_000;
      const plan = planOf({ effects: [0, 1_000].map((ms) => ({ kind: 'delayed', dueAt: dueAt + ms, effect, once })) });
      const outcomes = await Promise.all([1, 2, 3].map(() => desk.ledger.commit(plan, job)));
      expect(outcomes).toEqual(['committed', 'committed', 'committed']);
      const counts = () => desk.countEffects(`ticket:${ticketId}`);
      expect(await counts()).toEqual({ delayed: 1, waiting: 0 });
      await desk.joinDue(dueAt);
      expect(await counts()).toEqual({ delayed: 0, waiting: 1 });
      expect(await desk.ledger.commit(plan, job)).toBe('committed');
      expect(await counts()).toEqual({ delayed: 1, waiting: 1 });
    });
  });

  it('remembers how far a feed was read', async () => {
    const name = `feed-${randomUUID()}`;
    expect(await desk.cursors.find(name)).toBeNull();
    await store(desk, { kind: 'move-cursor', name, value: 'one' });
    await store(desk, { kind: 'move-cursor', name, value: 'two' });
    expect(await desk.cursors.find(name)).toBe('two');
  });

  it('refuses a second open draft of one person', async () => {
    const person = aPerson();
    await store(desk, saved.person(person), saved.draft(aDraft(person.id)));
    const second = planOf({ changes: [saved.draft(aDraft(person.id))] });
    expect(await desk.ledger.commit(second, job)).toBe('overtaken');
  });
}
