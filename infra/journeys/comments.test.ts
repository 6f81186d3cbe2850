import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { trackerVariants } from './world/journey-tracker.ts';
import { overhearBot } from './world/overhear-bot.ts';
import { photo } from './world/sample-files.ts';
import { dumpTables } from './world/search-tables.ts';

describe.each(trackerVariants())('comments, with $title', (variant) => {
  test('a public comment reaches the employee, and their answer with a file reaches the tracker', async () => {
    await using world = await createDeskWorld(variant);
    const { olena, iryna, agent, number } = await fileWithIryna(world);
    agent.comment(number, 'Надішліть, будь ласка, фото.');
    const question = await olena.sees('Надішліть, будь ласка, фото.');
    expect(question.text).toContain(`${number} · Ірина Бондар`);

    await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Ось воно.', replyTo: question.id }));
    await olena.sees(`Додано до ${number}`);
    const [ticket] = await world.tracker.shows(([first]) => first?.comments.length === 2 && first.files.length === 1);
    expect(ticket?.comments[1]).toMatchObject({ public: true, text: expect.stringContaining('Ось воно.') });
    expect(ticket?.comments[1]?.text).toContain('Олена Коваль');
    expect(ticket?.files[0]).toMatchObject({
      public: true,
      sha256: createHash('sha256').update(photo).digest('hex'),
    });
    const answer = await iryna.sees('Ось воно.');
    expect(answer.text).toContain(`${number} · Олена Коваль`);
    expect(answer.text).not.toContain('Telegram');
    expect(olena.said().filter((words) => words.includes('Ось воно.'))).toEqual([]);
  });

  test('an internal comment reaches nobody, not even our tables', async () => {
    await using world = await createDeskWorld(variant);
    const { olena, agent, number } = await fileWithIryna(world);
    const overheard = overhearBot(world.telegram);
    agent.comment(number, 'Таємниця-17 між колегами.', { public: false });
    agent.attachForColleagues(number, 'Таємниця-18.txt', 'Таємниця-19');
    agent.comment(number, 'А це для вас.');
    await olena.sees('А це для вас.');
    await olena.picks('Мої заявки');
    await olena.sees('Мої заявки');
    await olena.presses(number);
    await olena.sees('Стан:');
    expect(overheard.hasSaid('А це для вас.')).toBe(true);
    expect(overheard.hasSaid('Таємниця')).toBe(false);
    const rows = await dumpTables(world.databases.bot);
    expect(rows.filter((row) => row.includes('Таємниця'))).toEqual([]);
  });

  test('an edited comment is edited, one that turned internal or was deleted is taken back', async () => {
    await using world = await createDeskWorld(variant);
    const { olena, agent, number } = await fileWithIryna(world);
    const first = agent.comment(number, 'Зайду о десятій.');
    const shown = await olena.sees('Зайду о десятій.');
    agent.editComment(number, first, 'Зайду об одинадцятій.');
    const edited = await olena.sees('Зайду об одинадцятій.');
    expect(edited.id).toBe(shown.id);
    expect(edited.text).toContain('Текст змінено.');

    agent.setPublic(number, first, false);
    await olena.losesSight('Зайду об одинадцятій.');
    agent.setPublic(number, first, true);
    await olena.sees('Зайду об одинадцятій.');
    agent.removeComment(number, first);
    await olena.losesSight('Зайду об одинадцятій.');
    expect(olena.hasInChat('Зайду')).toBe(false);
  });
});

test('what is written in the chat is corrected in the tracker when it is corrected in the chat', async () => {
  await using world = await createDeskWorld();
  const { olena, number } = await fileWithIryna(world);
  await olena.picks('Мої заявки');
  await olena.sees('Мої заявки');
  await olena.presses(number);
  await olena.seesButton('Написати');
  await olena.presses('Написати');
  await olena.sees(`усе, що надішлете, додамо до ${number}`);
  const written = await olena.writes('Кабінет 215.');
  await olena.sees(`Додано до ${number}`);
  await olena.does((phone) => phone.edit(written.id, 'Кабінет 216.'));
  await world.tracker.shows(([ticket]) => ticket?.comments[0]?.text.includes('Кабінет 216.') === true);
  expect(world.tracker.ticket(number).comments).toHaveLength(1);
  expect(olena.said().filter((words) => words.includes('Кабінет'))).toEqual([]);
});

test('menu words are obeyed while writing, and never sent', async () => {
  await using world = await createDeskWorld();
  const { olena, number, agent } = await fileWithIryna(world);
  agent.comment(number, 'Яка це модель?');
  await olena.sees('Яка це модель?');
  await olena.does((phone) => phone.send('Друга', { replyTo: phone.messages().at(-1)?.id ?? 0 }));
  await olena.sees(`Додано до ${number}`);
  await olena.picks('Допомога');
  await olena.sees('Як це працює');
  const written = world.tracker.ticket(number).comments.map(({ text }) => text);
  expect(written.join('\n')).not.toContain('Допомога');
});

test('an album is one comment with all its files', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number, agent } = await fileWithIryna(world);
  agent.comment(number, 'Надішліть фото й план.');
  const question = await olena.sees('Надішліть фото й план.');
  await olena.presses('Написати');
  await olena.sees(`усе, що надішлете, додамо до ${number}`);
  await olena.does((phone) =>
    phone.sendAlbum(
      [
        { kind: 'photo', bytes: photo },
        { kind: 'photo', bytes: photo },
      ],
      'Ось два.',
    ),
  );
  await olena.sees(`Додано до ${number}`);
  const [ticket] = await world.tracker.shows(([first]) => first?.comments.length === 2 && first.files.length === 2);
  expect(ticket?.comments[1]).toMatchObject({ public: true, text: expect.stringContaining('Ось два.') });
  expect(ticket?.files.map(({ public: isPublic }) => isPublic)).toEqual([true, true]);
  const told = await iryna.sees('Ось два.');
  expect(told.buttons.filter((button) => button.startsWith('📎'))).toHaveLength(2);
  expect(question.id).toBeLessThan(olena.account.messages().at(-1)?.id ?? 0);
});
