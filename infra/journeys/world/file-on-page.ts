import type { DeskWorld } from '../desk-world.ts';
import type { DemoPage } from './open-demo-page.ts';

/** `fileWithIryna` with clicks and keys: on the page Iryna goes on shift, Olena files a ticket, and Iryna has it. */
export async function fileOnPage(world: DeskWorld, demo: DemoPage) {
  const [olena, iryna] = [demo.phoneOf('Олена Коваль'), demo.phoneOf('Ірина Бондар')];
  world.clock.passUntil('Tue 10:15');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  await olena.writes('Після обіду зник Wi-Fi на третьому поверсі.');
  await olena.seesButton('Проблеми з інтернетом');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees('Перевірте, будь ласка');
  await olena.presses('Надіслати');
  const number = world.tracker.numberOf(1);
  await olena.sees(createdFor(number, 'Ірина Бондар'));
  return { olena, iryna, number };
}

/** What tells an employee of a new ticket, and who is on it. */
export function createdFor(number: string, specialist: string): RegExp {
  return new RegExp(`Заявку ${number} створено.*Спеціаліст — ${specialist}`, 's');
}
