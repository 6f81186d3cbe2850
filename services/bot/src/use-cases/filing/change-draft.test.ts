import { describe, expect, it } from 'vitest';
import { aFile, draftOf, draftsOf, filedOf, olena, post, reviewed } from '../../../test/fakes/filing-steps.ts';

const hourMs = 3_600_000;

describe('before it is sent everything can be changed', () => {
  it('the priority, critical only with a reason', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-priority');
    expect(bot.last(olena).screen).toEqual({ kind: 'choose-priority', current: 'medium' });
    await bot.press(olena, 'choose-priority', { priority: 'critical' });
    expect(bot.last(olena).screen).toEqual({ kind: 'priority-reason-asked' });
    expect(draftOf(bot).draft.priority).toBe('medium');
    await bot.press(olena, 'back-to-review');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', priority: 'medium' });
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-priority');
    await bot.press(olena, 'choose-priority', { priority: 'critical' });
    await bot.write(olena, 'Стоїть каса');
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'review',
      priority: 'critical',
      priorityReason: 'Стоїть каса',
    });
    await bot.press(olena, 'send-draft');
    expect(filedOf(bot)).toMatchObject([{ order: { priority: 'critical', priorityReason: 'Стоїть каса' } }]);
  });

  it('the text, at one go; files stay', async () => {
    const bot = await reviewed('Перше');
    await post(bot, 90, { text: 'Друге', file: aFile() });
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-text');
    expect(bot.last(olena).screen).toEqual({ kind: 'new-text-asked' });
    await bot.write(olena, 'Інакше');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', text: 'Інакше', files: [{ name: 'photo.jpg' }] });
  });

  it('the files, one by one', async () => {
    const bot = await reviewed();
    await post(bot, 90, { file: aFile({ name: 'a.jpg' }) });
    await post(bot, 91, { file: aFile({ name: 'b.jpg' }) });
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-files');
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'draft-files',
      files: [{ name: 'a.jpg' }, { name: 'b.jpg' }],
    });
    await bot.press(olena, 'remove-file', { messageId: 90 });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'draft-files', files: [{ name: 'b.jpg' }] });
    await bot.press(olena, 'remove-file', { messageId: 91 });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', files: [] });
  });

  it('a question left by going elsewhere does not swallow the next text', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-text');
    await bot.hear(olena, { kind: 'menu', item: 'new-ticket' });
    expect(bot.last(olena).screen).toEqual({ kind: 'new-text-asked' });
    await bot.press(olena, 'back-to-review');
    await bot.write(olena, 'і на другому');
    expect(bot.last(olena).screen).toMatchObject({ text: 'Зник інтернет\nі на другому' });
  });
});

describe('*Cancel*', () => {
  it('can be taken back for a day', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'discard-draft');
    expect(bot.last(olena).screen).toEqual({ kind: 'draft-discarded' });
    expect(bot.desk.tables.audit.at(-1)).toMatchObject({ act: 'draft-discarded' });
    await bot.press(olena, 'restore-draft');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', text: 'Зник інтернет' });
  });

  it('cannot be taken back after a day', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'discard-draft');
    await bot.pass(24 * hourMs);
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'restore-draft');
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
  });

  it('waits while another is being written', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'discard-draft');
    await bot.write(olena, 'Інше');
    await bot.press(olena, 'restore-draft');
    expect(bot.seen(olena).map(({ screen }) => screen.kind)).toContain('finish-draft-first');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', preview: 'Інше' });
    expect(draftsOf(bot).map(({ state }) => state.kind)).toEqual(['discarded', 'open']);
  });
});
