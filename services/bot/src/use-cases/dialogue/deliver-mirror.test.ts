import { describe, expect, it } from 'vitest';
import {
  iryna,
  linesInTicket,
  mirror,
  olena,
  petro,
  say,
  talking,
  talkingTwice,
} from '../../../test/fakes/dialogue-steps.ts';
import { randomIds } from '../../adapters/system/random-ids.ts';
import type { Ledger } from '../../ports/plan.ts';
import { deliverMirror } from './deliver-mirror.ts';

describe('what the ticket has of a dialogue', () => {
  it('is told to nobody: whoever reads it was there', async () => {
    const { team, id } = await talking();
    await say(team, iryna, 'Готово.');
    await mirror(team);
    const [batch] = team.gateway.consultationDesk.documented.get(id)?.batches.keys() ?? [];
    team.gateway.commentsInTracker.post('SD-101', { text: '11:00 Ірина Бондар: Готово.', message: batch ?? '' });
    team.gateway.commentsInTracker.post('SD-101', { text: 'Подивіться ще тут.' });
    await team.hearOf('SD-101');
    const told = team.seen(olena).flatMap(({ screen }) => (screen.kind === 'comment' ? [screen.text] : []));
    expect(told).toEqual(['Подивіться ще тут.']);
  });
});

describe('while the tracker is down', () => {
  it('the dialogue does not notice, and everything arrives once, in its order', async () => {
    const { team, id } = await talking();
    team.gateway.state.tracker = 'down';
    await say(team, iryna, 'Один');
    await mirror(team);
    await say(team, olena, 'Два');
    await mirror(team);
    expect(team.relay.texts(olena.telegramId)).toEqual(['Один']);
    expect(linesInTicket(team, id)).toEqual([]);
    team.gateway.state.tracker = 'up';
    await team.pass(40_000);
    await mirror(team);
    expect(linesInTicket(team, id)).toEqual([
      ['specialist', 'Один'],
      ['employee', 'Два'],
    ]);
  });
});

describe('turns', () => {
  it('are for dialogues that say more than their tickets have', async () => {
    const { team, ofOlena, ofPetro } = await talkingTwice();
    const ledger: Ledger = { commit: async () => 'committed' };
    const deliver = deliverMirror({ ...team, ...team.desk, ...team.gateway, ids: randomIds, ledger });
    const bring = (consultationId: string) => {
      const effect = { kind: 'mirror-chat', ticketId: '', consultationId } as const;
      const item = { id: 'e1', lane: 'ticket:1', epoch: 1, attempt: 1, doubts: 0, waitedMs: 0, standing: null };
      return deliver(effect, { ...item, effect });
    };
    expect(await bring(ofOlena)).toEqual({ kind: 'committed' });
    await say(team, olena, 'Один');
    await say(team, petro, 'Два');
    expect(await bring(ofOlena)).toEqual({ kind: 'committed' });
    expect(await bring(ofPetro)).toMatchObject({ kind: 'retry', reason: 'not-its-turn' });
    expect([ofOlena, ofPetro].map((id) => linesInTicket(team, id).length)).toEqual([1, 0]);
  });
});
