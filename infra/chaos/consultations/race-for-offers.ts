import { type Measurement, rowOf } from '../../bench/row.ts';
import { addBots } from '../../stack/add-bots.ts';
import { fileOneEach } from '../../stack/file-one-each.ts';
import { judgeAcceptances } from '../../stack/judge-acceptances.ts';
import { raceTaps } from '../../stack/race-taps.ts';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { spreadWebhooks } from '../../stack/spread-webhooks.ts';
import { freePorts } from '../../stack/stack-ports.ts';
import { startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import { readOffers, watchSlots } from '../../stack/watch-slots.ts';
import type { CampaignOptions, CampaignReport } from '../campaign.ts';
import { readBookkeeping } from '../collect-evidence.ts';
import { concludeCampaign, nameMissedGoals } from '../conclude-campaign.ts';

const employees = 60;
const specialists = 30;
const capacity = 2;
const bots = 4;
const quietMs = 60_000;
const none = { of: 'value', atMost: 0 } as const;

/** Everybody taps on everything at once, and every tap reaches another process of the bot. `size`: how many taps. */
export async function raceForOffers({ seed, size, say, opened }: CampaignOptions): Promise<CampaignReport> {
  const endings: string[] = [];
  const spreader = await spreadWebhooks();
  opened.add(spreader.close);
  const ports = await freePorts();
  spreader.leadTo([`http://127.0.0.1:${ports.botPublic}`]);
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened, ports },
    onUnexpectedEnd: (name, ending) => endings.push(`The ${name} ended by itself (${ending}).`),
    environment: {
      TELEGRAM_WEBHOOK_URL: `${spreader.url}/telegram`,
      CONSULTATION_CAPACITY: String(capacity),
    },
  });
  const { stack } = desk;
  spreader.leadTo(await addBots(stack, bots - 1, opened));
  const tickets = await fileOneEach(desk);
  say(`${size} taps over ${bots} processes, seed ${seed}`);
  const slots = await watchSlots(stack.databases.bot, capacity);
  const tapped = await raceTaps({
    ...{ telegram: stack.telegram, tickets, specialists: desk.specialists, taps: size, draws: drawFrom(seed), quietMs },
  });
  const seenOver = await slots.close();
  const { accepted, doubled, overCapacity } = judgeAcceptances(await readOffers(stack.databases.bot), capacity);
  const { deadLetters } = await readBookkeeping(desk);
  const over = new Set([...seenOver, ...overCapacity]);
  const measured: Measurement[] = [
    { name: 'taps', value: tapped, unit: '', goal: { of: 'value', atLeast: size } },
    { name: 'processes of the bot', value: bots, unit: '' },
    { name: 'offers accepted', value: accepted, unit: '' },
    { name: 'consultations accepted twice', value: doubled.length, unit: '', goal: none },
    { name: 'specialists with more than their slots taken', value: over.size, unit: '', goal: none },
    { name: 'updates in dead letters', value: deadLetters, unit: '', goal: none },
  ];
  const rows = measured.map((measurement) => rowOf('chaos/taps', measurement));
  return concludeCampaign(desk, { rows, failures: [...endings, ...nameMissedGoals(rows)] });
}
