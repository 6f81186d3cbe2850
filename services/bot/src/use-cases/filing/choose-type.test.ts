import { describe, expect, it } from 'vitest';
import { aFile, draftOf, filedOf, olena, post, reviewed, signedIn } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf } from '../../../test/fakes/memory-conversations.ts';

describe('the type', () => {
  it('is one of the eight most used, *other*, or found by department', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Зник інтернет');
    const offered = buttonsOf(bot.last(olena));
    expect(offered.filter(({ kind }) => kind === 'choose-type')).toHaveLength(9);
    expect(offered).toContainEqual(expect.objectContaining({ kind: 'choose-type', requestType: 'other' }));
    await bot.press(olena, 'all-types');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-department', preview: 'Зник інтернет' });
    await bot.press(olena, 'choose-department', { department: 'software' });
    const first = buttonsOf(bot.last(olena)).filter(({ kind }) => kind === 'choose-type');
    expect(first).toHaveLength(20);
    await bot.press(olena, 'choose-department', { page: 1 });
    const second = buttonsOf(bot.last(olena)).filter(({ kind }) => kind === 'choose-type');
    expect(second).toHaveLength(5);
    await bot.press(olena, 'choose-type', { requestType: 'program-24' });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', typeTitle: { en: 'Type program-24' } });
  });

  it('that is filed most comes first', async () => {
    const bot = await signedIn();
    const fact = { team: 't', priority: 'medium', assignedAt: null, firstReactionAt: null, resolvedAt: null } as const;
    for (const ticketId of ['1', '2']) {
      const createdAt = bot.clock.now();
      const requestType = 'program-7';
      bot.desk.tables.facts.set(ticketId, { ...fact, ticketId, requestType, createdAt, reopenedCount: 0 });
    }
    await bot.write(olena, 'Зник інтернет');
    expect(buttonsOf(bot.last(olena))[0]).toMatchObject({ requestType: 'program-7' });
  });

  it('marked quick is sent by one tap', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Закінчився папір');
    await bot.press(olena, 'choose-type', { requestType: 'printer' });
    expect(filedOf(bot)).toMatchObject([{ order: { requestType: 'printer', description: 'Закінчився папір' } }]);
  });

  it('marked quick asks what it must know, and is sent by the answer', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Забула пароль');
    await bot.press(olena, 'choose-type', { requestType: 'password' });
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'field-asked',
      answer: 'choice',
      required: true,
      problem: null,
    });
    expect(filedOf(bot)).toHaveLength(0);
    await bot.press(olena, 'choose-value', { choice: 'erp' });
    expect(filedOf(bot)).toMatchObject([{ order: { requestType: 'password', fields: { system: 'erp' } } }]);
  });

  it('marked quick is looked at once more by whoever changes to it from the review', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-type');
    await bot.press(olena, 'choose-type', { requestType: 'printer' });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'review', typeTitle: { en: 'Type printer' } });
    expect(filedOf(bot)).toHaveLength(0);
  });

  it('that left the catalogue is asked for again', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Зник інтернет');
    const draftId = draftOf(bot).draft.id;
    await bot.hear(olena, { kind: 'pressed', action: { kind: 'choose-type', draftId, requestType: 'fax' } });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type' });
    await bot.hear(olena, {
      kind: 'pressed',
      action: { kind: 'choose-department', draftId, department: 'fax', page: 0 },
    });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type' });
  });
});

describe('the fields of a type', () => {
  async function asked() {
    const bot = await signedIn();
    await bot.write(olena, 'Потрібен доступ новій колезі');
    await bot.press(olena, 'choose-type', { requestType: 'new-user' });
    return bot;
  }

  it('are asked one after another, only those it demands', async () => {
    const bot = await asked();
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'field-asked',
      title: { en: 'Field full-name' },
      answer: 'text',
    });
    await bot.write(olena, 'Марія Шевчук');
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'field-asked',
      title: { en: 'Field starts-on' },
      answer: 'date',
    });
    await bot.write(olena, '31.11.2026');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'field-asked', answer: 'date', problem: 'invalid' });
    await bot.write(olena, '01.12.2026');
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'review',
      text: 'Потрібен доступ новій колезі',
      fields: [{ value: { en: 'Марія Шевчук' } }, { value: { en: '2026-12-01' } }],
    });
  });

  it('leave the question open when a file comes, and take the file', async () => {
    const bot = await asked();
    await post(bot, 90, { file: aFile() });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'field-asked', title: { en: 'Field full-name' } });
    expect(draftOf(bot).draft.parts).toHaveLength(2);
  });

  it('are changed and emptied afterwards', async () => {
    const bot = await asked();
    await bot.write(olena, 'Марія Шевчук');
    await bot.write(olena, '2026-12-01');
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-fields');
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'draft-fields',
      fields: [{ value: { uk: 'Марія Шевчук' } }, { value: { uk: '2026-12-01' } }, { value: null }],
    });
    await bot.press(olena, 'change-field', { field: 'e-mail' });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'field-asked', answer: 'email', required: false });
    await bot.write(olena, 'maria@company.example');
    expect(draftOf(bot).draft.fields).toMatchObject({ 'e-mail': 'maria@company.example' });
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-fields');
    await bot.press(olena, 'change-field', { field: 'e-mail' });
    await bot.press(olena, 'skip-field', { field: 'e-mail' });
    expect(bot.last(olena).screen.kind).toBe('review');
    expect(draftOf(bot).draft.fields).not.toHaveProperty('e-mail');
  });

  it('that left the catalogue while asked for: the answer is part of the description', async () => {
    const bot = await asked();
    const stored = draftOf(bot);
    const draft = { ...stored.draft, expecting: { kind: 'field', field: 'gone' } as const };
    bot.desk.tables.drafts.set(draft.id, { ...stored, draft });
    await bot.write(olena, 'Терміново');
    expect(draftOf(bot).draft.parts.map(({ text }) => text)).toContain('Терміново');
  });
});
