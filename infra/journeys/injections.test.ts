import { disarmText } from '@desk/domain';
import { injections } from '@desk/testing/vitest';
import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';

/**
 * @claim edge Injections go from a phone through the desk into the tracker and are read there as words, with none lost.
 * (ASVS 1.3.5)
 */
test('what would act anywhere on the way is read by the specialist and in the tracker', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await meetAtWork(world);
  const number = world.tracker.numberOf(1);

  // Of each kind some that stand in one line.
  const words = Object.values(injections).flatMap((texts) => texts.filter((text) => !/\p{Cc}/u.test(text)).slice(0, 4));
  await olena.writes(words.join('\n'));
  await olena.seesButton('Інша проблема');
  await olena.presses('Інша проблема');
  await olena.sees('Перевірте, будь ласка');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  const notice = await iryna.sees(`Нова заявка ${number}`);
  expect(notice.text).toContain(`«${words[0]}»`);

  const shown = new Set(
    world.tracker
      .ticket(number)
      .description.split('\n')
      .map((line) => line.trim()),
  );
  expect(words.filter((line) => !shown.has(disarmText(line).trim()))).toEqual([]);
});
