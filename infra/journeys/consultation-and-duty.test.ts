import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, beginDialogue, consultWords } from './world/consult.ts';
import { fileWithIryna, meetAtWork } from './world/file-ticket.ts';

test('nobody on shift: *call me*, and called as soon as somebody is there', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await olena.sees('Зараз на зміні нікого немає');
  await asksForSpecialist(olena);
  await olena.sees('Можемо покликати вас, щойно хтось зʼявиться.');
  await olena.presses('Покликати, коли хтось буде');
  await olena.sees('Домовилися: щойно хтось буде на звʼязку');
  await iryna.goesOnShift();
  await olena.sees('Спеціаліст уже на зміні.');
  await olena.presses('Так, поговорити зараз');
  await accepts(iryna, olena);
});

test('urgent on a draft: the ticket with what is known, and the request in one step', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await meetAtWork(world);
  await olena.writes('Сервер не відповідає, каса стоїть.');
  await olena.seesButton('Терміново: до спеціаліста');
  await olena.presses('Терміново: до спеціаліста');
  await accepts(iryna, olena);
  const [ticket] = await world.tracker.shows(([first]) => first !== undefined);
  expect(ticket?.description).toContain('Сервер не відповідає, каса стоїть.');
  await olena.writes('Почалося годину тому.');
  await iryna.sees('Почалося годину тому.');
});

test('a specialist who is signed out accepts, signs in with one tap, and it goes on', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await fileWithIryna(world);
  world.clock.passMinutes(31);
  await asksForSpecialist(olena);
  await olena.sees('Минуло 30 хвилин без дій');
  await olena.sharesTheirNumber();
  const offer = await iryna.seesButton(consultWords.accept);
  expect(offer.text).not.toContain('Олена Коваль');
  expect(offer.text).not.toContain('Не вмикається монітор.');
  await iryna.presses(consultWords.accept);
  await iryna.sees('Підтвердьте, що це ви');
  await iryna.sharesTheirNumber();
  await iryna.sees('На звʼязку Олена Коваль');
  await olena.sees('На звʼязку Ірина Бондар');
});

test('the shift ends in the middle of a dialogue: finish or hand over', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number } = await beginDialogue(world);
  await iryna.picks('Зміна');
  await iryna.seesButton('Завершити зміну');
  await iryna.presses('Завершити зміну');
  await iryna.sees(`Зміну завершено, а розмова з Олена Коваль щодо ${number} триває.`);
  await olena.writes('Ще одне питання.');
  await iryna.sees('Ще одне питання.');
  await iryna.writes('Відповідь.');
  await olena.sees('Відповідь.');
});

test('nobody writes: who is silent is warned, and then it ends', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  await iryna.writes('Чи горить індикатор?');
  await olena.sees('Чи горить індикатор?');
  world.clock.passMinutes(8.1);
  await olena.seesButton('Я тут');
  await olena.presses('Я тут');
  await olena.receives('that it counted', ({ text, buttons }) => text.includes('Ви ще тут?') && buttons.length === 0);
  await iryna.writes('Чекаю на вас.');
  await olena.sees('Чекаю на вас.');
  world.clock.passMinutes(8.1);
  await olena.seesButton('Я тут');
  world.clock.passMinutes(2.1);
  await olena.sees('Повідомлень від вас не було, тож розмову завершено.');
  await iryna.sees('співрозмовник мовчить, тож розмову завершено');
});

test('the specialist is silent: the employee may have another', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  const { andrii } = world.meet('andrii');
  await andrii.comesOnShift();
  await olena.writes('Ви тут?');
  await iryna.sees('Ви тут?');
  world.clock.passMinutes(8.1);
  await olena.sees('Можна покликати іншого спеціаліста.');
  await olena.presses('Інший спеціаліст');
  await accepts(andrii, olena);
});
