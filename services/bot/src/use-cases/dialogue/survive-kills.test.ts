import { describe, expect, it } from 'vitest';
import { connect, linesInTicket, screensOf } from '../../../test/fakes/dialogue-steps.ts';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { replace } from '../../../test/fakes/memory-lanes.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');

/** The process dies at one of its steps: before it, or after it and before anyone learns. How many were begun. */
function killAt(team: Team, step: number, when: 'before' | 'after'): () => number {
  let count = 0;
  let isDead = false;
  const die = () => {
    isDead = true;
    throw new Error('killed');
  };
  const restored: (() => void)[] = [];
  function arm<Name extends string>(target: Record<Name, (...args: never[]) => Promise<unknown>>, name: Name): void {
    const original = target[name];
    restored.push(() => {
      target[name] = original;
    });
    target[name] = async (...args: never[]) => {
      // Whoever is dead does nothing more.
      if (isDead) throw new Error('killed');
      count += 1;
      if (count === step && when === 'before') return die();
      const answer = await original(...args);
      return count === step && when === 'after' ? die() : answer;
    };
  }
  arm(team.relay, 'copy');
  arm(team.relay, 'copyAlbum');
  arm(team.gateway.consultationDesk, 'upload');
  arm(team.gateway.consultationDesk, 'mirror');
  arm(team.gateway.consultationDesk, 'close');
  arm(team.desk.ledger, 'commit');
  return () => {
    for (const restore of restored) restore();
    return count;
  };
}

async function talking() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  return { team, id: await connect(team, olena, iryna) };
}

/** What a dead process had in hand is found by the next one as something that may have left. */
function doubtWhatWasInHand(team: Team): void {
  const row = team.desk.lanes.outbox.find(
    ({ state, effect }) => state === 'waiting' && effect.kind === 'relay-message',
  );
  if (row) replace(team.desk.lanes.outbox, (other) => other.id === row.id, { doubts: row.doubts + 1 });
}

async function recover(team: Team): Promise<void> {
  for (let times = 0; times < 4; times += 1) {
    await team.pass(15_000);
    await team.work();
  }
}

const each = (steps: number) =>
  Array.from({ length: steps }, (_, index) => index + 1).flatMap((step) => [
    { step, when: 'before' as const },
    { step, when: 'after' as const },
  ]);

const hear = (team: Team, messageId: number, text: string) =>
  team.hear(olena, { kind: 'message', part: { messageId, albumId: null, text, file: null }, replyTo: null });

const photo = (messageId: number) => ({
  kind: 'message' as const,
  part: { messageId, albumId: 'a', text: null, file: { ...aFile(), kind: 'photo' as const } },
  replyTo: null,
});

describe('killed at any step', () => {
  /** Said, brought, noted. */
  it.each(each(3))('of a message ($when step $step): there once, or shown as doubtful; in its order', async (kill) => {
    const { team, id } = await talking();
    const restore = killAt(team, kill.step, kill.when);
    // What comes after the last step is nobody's to notice.
    await hear(team, 801, 'Один').catch((error: Error) => expect(error.message).toBe('killed'));
    expect(restore()).toBe(kill.step);
    if (kill.step > 1) doubtWhatWasInHand(team);
    await hear(team, 802, 'Два');
    await recover(team);
    const texts = team.relay.texts(iryna.telegramId);
    const isShown = screensOf(team, iryna, 'delivery-doubtful').some(({ why }) => why === 'uncertain');
    expect(texts).toEqual(texts.length === 2 ? ['Один', 'Два'] : ['Два']);
    expect(texts.length === 2 || isShown).toBe(true);
    expect(linesInTicket(team, id)).toEqual([
      ['employee', 'Один'],
      ['employee', 'Два'],
    ]);
  });

  /** Its parts noted as leaving, brought, noted. */
  it.each(each(3))('of an album ($when step $step): no part twice, none lost unseen', async (kill) => {
    const { team } = await talking();
    await team.hear(olena, photo(801));
    await team.hear(olena, photo(802));
    const restore = killAt(team, kill.step, kill.when);
    await team.pass(900).catch((error: Error) => expect(error.message).toBe('killed'));
    expect(restore()).toBe(kill.step);
    doubtWhatWasInHand(team);
    await recover(team);
    const brought = team.relay.brought(iryna.telegramId).length;
    const isShown = screensOf(team, iryna, 'delivery-doubtful').some(({ why }) => why === 'uncertain');
    expect([0, 2]).toContain(brought);
    expect(brought === 2 || isShown).toBe(true);
  });

  /** The batch fixed, its file in the spool, in the ticket, noted. */
  it.each(each(4))('of what goes into the ticket ($when step $step): once, in its order', async ({ step, when }) => {
    const { team, id } = await talking();
    const file = { ...aFile(), kind: 'photo' as const };
    const part = { messageId: 801, albumId: null, text: 'Ось', file };
    await team.hear(olena, { kind: 'message', part, replyTo: null });
    await hear(team, 802, 'Бачите?');
    const restore = killAt(team, step, when);
    await expect(team.pass(3_500)).rejects.toThrow('killed');
    expect(restore()).toBe(step);
    await recover(team);
    expect(linesInTicket(team, id)).toEqual([
      ['employee', 'Ось'],
      ['employee', 'Бачите?'],
    ]);
    const batches = [...(team.gateway.consultationDesk.documented.get(id)?.batches.values() ?? [])];
    expect(batches.flat().flatMap(({ files }) => files)).toHaveLength(1);
    expect(await team.desk.chatMessages.listUnsynced(id, 10)).toEqual([]);
  });
});
