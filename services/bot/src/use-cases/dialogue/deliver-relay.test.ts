import { describe, expect, it } from 'vitest';
import { iryna, olena, say, screensOf, talking } from '../../../test/fakes/dialogue-steps.ts';

describe('a delivery', () => {
  it('whose answer is lost is not repeated: the specialist sees it, and may have it sent again', async () => {
    const { team } = await talking();
    team.relay.failNext('lost');
    await say(team, iryna, 'Перезавантажте.');
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([
      { you: true, why: 'uncertain', preview: 'Перезавантажте.' },
    ]);
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.']);
    await team.press(iryna, 'send-again');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.', 'Перезавантажте.']);
    expect(screensOf(team, iryna, 'delivery-doubtful').at(-1)).toMatchObject({ why: 'sent-again' });
  });

  it('to the specialist that may have failed is shown to the specialist as well, without the words', async () => {
    const { team } = await talking();
    team.relay.failNext('unknown');
    await say(team, olena, 'Ще не працює.');
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([
      { you: false, why: 'uncertain', preview: null },
    ]);
    await team.press(iryna, 'send-again');
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Ще не працює.']);
  });

  it('that has to wait holds what was said after it', async () => {
    const { team } = await talking();
    team.relay.failNext({ kind: 'retry', afterMs: 5_000, reason: 'too-many-requests' });
    await say(team, olena, 'Перше');
    await say(team, olena, 'Друге');
    expect(team.relay.brought(iryna.telegramId)).toEqual([]);
    await team.pass(5_000);
    expect(team.relay.texts(iryna.telegramId)).toEqual(['Перше', 'Друге']);
  });

  it('to whoever has blocked the bot ends the dialogue, and the specialist reads why', async () => {
    const { team } = await talking();
    team.relay.blockedBy.add(olena.telegramId);
    await say(team, iryna, 'Ви ще тут?');
    await team.work();
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([{ why: 'blocked' }]);
    expect(screensOf(team, iryna, 'dialogue-ended')).toMatchObject([{ end: 'employee-unreachable' }]);
  });

  it('that Telegram refuses is told to both sides', async () => {
    const { team } = await talking();
    team.relay.failNext({ kind: 'refused', reason: 'bad-request-400' });
    await say(team, olena, 'Текст');
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([{ why: 'refused' }]);
    expect(screensOf(team, olena, 'not-relayed')).toMatchObject([{ toReader: false }]);
  });

  it('that arrived is not made again where storing so fails: it is shown as doubtful', async () => {
    const { team } = await talking();
    const { copy } = team.relay;
    const { commit } = team.desk.ledger;
    const fails = ['overtaken', 'overtaken', 'overtaken', 'overtaken', 'overtaken'] as const;
    let failed = 0;
    Object.assign(team.relay, {
      copy: async (...args: Parameters<typeof copy>) => {
        Object.assign(team.desk.ledger, {
          commit: (...plan: Parameters<typeof commit>) => {
            const outcome = fails[failed];
            failed += 1;
            return outcome === undefined ? commit(...plan) : Promise.resolve(outcome);
          },
        });
        return copy(...args);
      },
    });
    await say(team, iryna, 'Перезавантажте.');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.']);
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([{ why: 'uncertain' }]);
  });

  it('that arrived is not made again where the database is lost on the way', async () => {
    const { team } = await talking();
    const { copy } = team.relay;
    const { commit } = team.desk.ledger;
    Object.assign(team.relay, {
      copy: async (...args: Parameters<typeof copy>) => {
        Object.assign(team.desk.ledger, {
          commit: () => {
            Object.assign(team.desk.ledger, { commit });
            return Promise.reject(new Error('The connection is lost.'));
          },
        });
        return copy(...args);
      },
    });
    await say(team, iryna, 'Перезавантажте.');
    expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.']);
    expect(screensOf(team, iryna, 'delivery-doubtful')).toMatchObject([{ why: 'uncertain' }]);
  });
});
