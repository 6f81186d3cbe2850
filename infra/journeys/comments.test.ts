import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { flavours } from './world/flavours.ts';
import { overhearBot } from './world/overhear-bot.ts';
import { photo } from './world/sample-files.ts';
import { dumpTables } from './world/search-tables.ts';

describe.each(flavours)('comments, with Jira %s', (flavour) => {
  test('a public comment reaches the employee, and their answer with a file reaches Jira', async () => {
    await using world = await createDeskWorld({ flavour });
    const { olena, iryna, agent, number } = await fileWithIryna(world);
    agent.comment(number, 'Надішліть, будь ласка, фото.');
    const question = await olena.sees('Надішліть, будь ласка, фото.');
    expect(question.text).toContain('SD-1 · Ірина Бондар');

    await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Ось воно.', replyTo: question.id }));
    await olena.sees('Додано до SD-1');
    const [issue] = await world.jiraShows(([first]) => first?.comments.length === 2 && first.attachments.length === 1);
    expect(issue?.comments[1]).toMatchObject({ public: true, body: expect.stringContaining('Ось воно.') });
    expect(issue?.comments[1]?.body).toContain('Олена Коваль');
    expect(issue?.attachments[0]).toMatchObject({
      public: true,
      sha256: createHash('sha256').update(photo).digest('hex'),
    });
    const answer = await iryna.sees('Ось воно.');
    expect(answer.text).toContain('SD-1 · Олена Коваль');
    expect(answer.text).not.toContain('Telegram');
    expect(olena.said().filter((words) => words.includes('Ось воно.'))).toEqual([]);
  });

  test('an internal comment reaches nobody, not even our tables', async () => {
    await using world = await createDeskWorld({ flavour });
    const { olena, agent, number } = await fileWithIryna(world);
    const overheard = overhearBot(world.telegram);
    agent.comment(number, 'Таємниця-17 між колегами.', { public: false });
    agent.attach(number, { filename: 'Таємниця-18.txt', content: 'Таємниця-19', public: false });
    agent.comment(number, 'А це для вас.');
    await olena.sees('А це для вас.');
    await olena.picks('Мої заявки');
    await olena.sees('Мої заявки');
    await olena.presses('SD-1');
    await olena.sees('Стан:');
    expect(overheard.hasSaid('А це для вас.')).toBe(true);
    expect(overheard.hasSaid('Таємниця')).toBe(false);
    const rows = await dumpTables(world.databases.bot);
    expect(rows.filter((row) => row.includes('Таємниця'))).toEqual([]);
  });

  test('an edited comment is edited, one that turned internal or was deleted is taken back', async () => {
    await using world = await createDeskWorld({ flavour });
    const { olena, agent, number } = await fileWithIryna(world);
    const first = agent.comment(number, 'Зайду о десятій.');
    const shown = await olena.sees('Зайду о десятій.');
    agent.editComment(number, first.id, 'Зайду об одинадцятій.');
    const edited = await olena.sees('Зайду об одинадцятій.');
    expect(edited.id).toBe(shown.id);
    expect(edited.text).toContain('Текст змінено.');

    agent.setCommentVisibility(number, first.id, { public: false });
    await olena.losesSight('Зайду об одинадцятій.');
    agent.setCommentVisibility(number, first.id, { public: true });
    await olena.sees('Зайду об одинадцятій.');
    agent.deleteComment(number, first.id);
    await olena.losesSight('Зайду об одинадцятій.');
    expect(olena.hasInChat('Зайду')).toBe(false);
  });
});

test('what is written in the chat is corrected in Jira when it is corrected in the chat', async () => {
  await using world = await createDeskWorld();
  const { olena, number } = await fileWithIryna(world);
  await olena.picks('Мої заявки');
  await olena.sees('Мої заявки');
  await olena.presses(number);
  await olena.seesButton('Написати');
  await olena.presses('Написати');
  await olena.sees('усе, що надішлете, додамо до SD-1');
  const written = await olena.writes('Кабінет 215.');
  await olena.sees('Додано до SD-1');
  await olena.does((phone) => phone.edit(written.id, 'Кабінет 216.'));
  await world.jiraShows(([issue]) => issue?.comments[0]?.body.includes('Кабінет 216.') === true);
  expect(world.jira.issue(number)?.comments).toHaveLength(1);
  expect(olena.said().filter((words) => words.includes('Кабінет'))).toEqual([]);
});

test('menu words are obeyed while writing, and never sent', async () => {
  await using world = await createDeskWorld();
  const { olena, number, agent } = await fileWithIryna(world);
  agent.comment(number, 'Яка це модель?');
  await olena.sees('Яка це модель?');
  await olena.does((phone) => phone.send('Друга', { replyTo: phone.messages().at(-1)?.id ?? 0 }));
  await olena.sees('Додано до SD-1');
  await olena.picks('Допомога');
  await olena.sees('Як це працює');
  expect(
    world.jira
      .issue(number)
      ?.comments.map(({ body }) => body)
      .join('\n'),
  ).not.toContain('Допомога');
});

test('an album is one comment with all its files', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number, agent } = await fileWithIryna(world);
  agent.comment(number, 'Надішліть фото й план.');
  const question = await olena.sees('Надішліть фото й план.');
  await olena.presses('Написати');
  await olena.sees('усе, що надішлете, додамо до SD-1');
  await olena.does((phone) =>
    phone.sendAlbum(
      [
        { kind: 'photo', bytes: photo },
        { kind: 'photo', bytes: photo },
      ],
      'Ось два.',
    ),
  );
  await olena.sees('Додано до SD-1');
  const [issue] = await world.jiraShows(([first]) => first?.comments.length === 2 && first.attachments.length === 2);
  expect(issue?.comments[1]).toMatchObject({ public: true, body: expect.stringContaining('Ось два.') });
  expect(issue?.attachments.map(({ public: isPublic }) => isPublic)).toEqual([true, true]);
  const told = await iryna.sees('Ось два.');
  expect(told.buttons.filter((button) => button.startsWith('📎'))).toHaveLength(2);
  expect(question.id).toBeLessThan(olena.account.messages().at(-1)?.id ?? 0);
});
