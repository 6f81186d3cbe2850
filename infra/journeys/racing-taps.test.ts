import { expect, test } from 'vitest';
import { judgeAcceptances } from '../stack/judge-acceptances.ts';
import { raceTaps } from '../stack/race-taps.ts';
import { drawFrom } from '../stack/seeded-draws.ts';
import { readOffers, watchSlots } from '../stack/watch-slots.ts';
import { createDeskWorld } from './desk-world.ts';

const taps = 150;
const capacity = 2;
const quietMs = 15_000;

test(`${taps} taps that race over four processes: nothing accepted twice, nobody beyond their slots`, async () => {
  await using world = await createDeskWorld({
    ...{ bots: 4, floodLimits: false, settings: { CONSULTATION_CAPACITY: String(capacity) } },
  });
  const { olena, taras, nataliia, iryna, andrii } = world.meet('olena', 'taras', 'nataliia', 'iryna', 'andrii');
  for (const specialist of [iryna, andrii]) {
    await specialist.comesOnShift();
  }
  const requesters = [olena, taras, nataliia];
  for (const [at, requester] of requesters.entries()) {
    await requester.signsIn();
    await requester.files({ text: `Не друкує звіт ${at + 1}.`, type: 'Інша проблема' });
    await requester.sees(['Заявку', 'створено', 'Спеціаліст — ']);
  }

  const slots = await watchSlots(world.databases.bot, capacity);
  const tapped = await raceTaps({
    telegram: world.telegram,
    tickets: requesters.map(({ account }, at) => ({ number: world.tracker.numberOf(at + 1), requester: account })),
    specialists: [iryna.account, andrii.account],
    ...{ taps, draws: drawFrom(1), quietMs },
  });
  expect(tapped).toBe(taps);
  expect(await slots.close()).toEqual([]);
  const { accepted, doubled, overCapacity } = judgeAcceptances(await readOffers(world.databases.bot), capacity);
  expect(accepted).toBeGreaterThan(2);
  expect({ doubled, overCapacity }).toEqual({ doubled: [], overCapacity: [] });
});
