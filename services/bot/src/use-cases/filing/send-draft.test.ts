import { describe, expect, it } from 'vitest';
import { aFile, draftOf, filedOf, olena, post, reviewed, signedIn } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf, caller } from '../../../test/fakes/memory-conversations.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';

describe('*Send*', () => {
  it('leaves what was sent, with nothing to press or to add, and shows the ticket below it', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'send-draft');
    const [review, created] = bot.seen(olena).slice(-2);
    expect(review).toMatchObject({ screen: { kind: 'review', sent: true, text: 'Зник інтернет' }, keyboard: null });
    expect(created).toMatchObject({ screen: { kind: 'ticket-created' } });
    expect(buttonsOf(bot.last(olena)).map(({ kind }) => kind)).toEqual([
      'request-consultation',
      'write',
      'open-ticket',
      'my-tickets',
    ]);
  });

  it('by the one tap of a quick type turns the question into what was sent', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Закінчився тонер');
    await bot.press(olena, 'choose-type', { requestType: 'printer' });
    expect(bot.seen(olena).slice(-2)).toMatchObject([
      { screen: { kind: 'review', sent: true }, keyboard: null },
      { screen: { kind: 'ticket-created' } },
    ]);
  });

  it('twice is once', async () => {
    const bot = await reviewed();
    const draftId = draftOf(bot).draft.id;
    const again = { kind: 'pressed', action: { kind: 'send-draft', draftId } } as const;
    bot.gateway.setTracker('down');
    await bot.press(olena, 'send-draft');
    const shown = bot.seen(olena).length;
    await bot.hear(olena, again);
    expect(bot.seen(olena)).toHaveLength(shown);
    bot.gateway.setTracker('up');
    await bot.pass(30_000);
    expect(filedOf(bot)).toHaveLength(1);
    await bot.hear(olena, again);
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
  });

  it('of what lacks something asks for it instead', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Зник інтернет');
    const draftId = draftOf(bot).draft.id;
    await bot.hear(olena, { kind: 'pressed', action: { kind: 'send-draft', draftId } });
    expect(bot.last(olena).screen.kind).toBe('choose-type');
    expect(bot.desk.tables.tickets.size).toBe(0);
  });

  it('belongs to the one who wrote it', async () => {
    const bot = await reviewed();
    const draftId = draftOf(bot).draft.id;
    const stranger = caller(2, { employeeId: 'e-2' });
    bot.gateway.employ(stranger.phone, stranger.profile);
    await bot.shareOwnPhone(stranger);
    for (const kind of ['send-draft', 'discard-draft', 'restore-draft', 'change-draft'] as const) {
      await bot.hear(stranger, { kind: 'pressed', action: { kind, draftId } });
      expect(bot.last(stranger).screen).toEqual({ kind: 'stale-button' });
    }
    expect(draftOf(bot)).toMatchObject({ state: { kind: 'open' } });
    expect(bot.desk.tables.tickets.size).toBe(0);
  });

  it('names a wordless ticket after its type, in the language of its writer', async () => {
    const bot = await signedIn();
    await post(bot, 90, { file: aFile({ kind: 'voice', name: 'voice.ogg', mime: 'audio/ogg' }) });
    await bot.press(olena, 'choose-type', { requestType: 'internet' });
    await bot.press(olena, 'send-draft');
    expect(filedOf(bot)).toMatchObject([{ order: { summary: 'Тип internet', description: 'Тип internet' } }]);
  });

  it('goes to the team of its type', async () => {
    expect(samplePolicy().catalogue.requestTypes.find(({ id }) => id === 'new-user')?.team).toBe('applications');
    const bot = await signedIn();
    await bot.write(olena, 'Потрібен доступ');
    await bot.press(olena, 'choose-type', { requestType: 'new-user' });
    await bot.write(olena, 'Марія Шевчук');
    await bot.write(olena, '2026-12-01');
    await bot.press(olena, 'send-draft');
    expect(bot.desk.jobs.at(-1)).toMatchObject({ queue: 'assign', team: 'applications' });
  });
});
