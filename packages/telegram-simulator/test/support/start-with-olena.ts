import { createTelegramSimulator, type Person, type TelegramSimulator } from '../../src/index.ts';

/** A simulator without limits, and somebody who has begun a chat with the bot. */
export async function startWithOlena(): Promise<{ readonly telegram: TelegramSimulator; readonly olena: Person }> {
  const telegram = await createTelegramSimulator({ token: '700100:secret', limits: false });
  const olena = telegram.addPerson({ name: 'Олена Коваль', phone: '+380 50 000 00 01' });
  await olena.start();
  return { telegram, olena };
}
