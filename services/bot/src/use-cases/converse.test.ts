import { describe, expect, it } from 'vitest';
import { caller, memoryConversations } from '../../test/fakes/memory-conversations.ts';

describe('from the first word to a ticket', () => {
  it('signs in, files and shows the number', async () => {
    const olena = caller(1);
    const bot = memoryConversations();
    bot.gateway.employ(olena.phone, olena.profile);

    await bot.hear(olena, { kind: 'command', command: 'start' });
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'welcome' }, keyboard: { kind: 'share-phone' } });

    await bot.shareOwnPhone(olena);
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'signed-in', role: 'employee', resumed: false, offShift: false },
      keyboard: { kind: 'menu', role: 'employee' },
    });
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(1);

    await bot.write(olena, 'Після обіду зник Wi-Fi на третьому поверсі.');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', files: 0, department: null });

    await bot.press(olena, 'choose-type', { requestType: 'internet' });
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'review',
      priority: 'medium',
      text: 'Після обіду зник Wi-Fi на третьому поверсі.',
    });

    await bot.press(olena, 'send-draft');
    expect(bot.last(olena).screen).toEqual({
      kind: 'ticket-created',
      number: 'SD-101',
      handling: { kind: 'looking' },
    });
    const [filed] = bot.gateway.state.filed.values();
    expect(filed).toMatchObject({ by: 'e-1', order: { requestType: 'internet', priority: 'medium', files: [] } });
    expect(bot.desk.tables.drafts.size).toBe(0);
    expect(bot.desk.jobs).toContainEqual(expect.objectContaining({ queue: 'assign', team: 'infrastructure' }));
    expect(bot.desk.tables.audit.map(({ act }) => act)).toEqual(['signed-in', 'ticket-accepted', 'ticket-filed']);
  });
});
