import { fileOneEach } from '../../stack/file-one-each.ts';
import { startStaffedDesk } from '../../stack/start-staffed-desk.ts';
import type { Bench } from '../bench.ts';
import { type Measurement, type Row, rowOf } from '../row.ts';
import { measureNews, type NewsMeasurement, ratePerSecond } from './measure-news.ts';
import { measureScreens, type ScreenCosts } from './measure-screens.ts';

const employees = 100;
const specialists = 12;

/** From the tracker to the chats: how soon, and at what cost to the tracker. */
export async function measureTicketLife(bench: Bench): Promise<readonly Row[]> {
  const { say, opened } = bench;
  const desk = await startStaffedDesk({
    ...{ employees, specialists, say, opened },
    onUnexpectedEnd: (name, ending) => say(`The ${name} ended by itself (${ending}).`),
  });
  const tickets = await fileOneEach(desk);
  const news = await measureNews(bench, desk, tickets);
  const screens = await measureScreens(bench, desk, tickets);
  await opened.closeAll();
  return [...newsRows(news), ...screenRows(screens)].map((measurement) => rowOf('ticket-life', measurement));
}

function newsRows({ woken, polled, changes, untold, ages }: NewsMeasurement): Measurement[] {
  const row = (percent: number, atMost: number): Measurement => ({
    name: `change in the tracker to message at ${ratePerSecond}/s, p${percent} (beside polling every 30 s)`,
    value: woken.percentile(percent),
    unit: 'ms',
    baseline: polled.percentile(percent),
    goal: { of: 'value', atMost },
  });
  const age = (where: string, ms: number): Measurement => ({
    name: `oldest status ${where}, webhooks off (${ages.looks} looks)`,
    value: ms / 1000,
    unit: 's',
    goal: { of: 'value', atMost: 60 },
  });
  return [
    row(50, 150),
    row(99, 1000),
    { name: `of ${changes} changes, nobody told`, value: untold, unit: '', goal: { of: 'value', atMost: 0 } },
    age('in a list', ages.listedMsMax),
    age('on an opened ticket', ages.openedMsMax),
  ];
}

function screenRows({ screens, cached, plain }: ScreenCosts): Measurement[] {
  return [
    {
      name: `requests to the tracker per 100 screens (${screens} opened; beside one read per line)`,
      value: cached,
      unit: '',
      baseline: plain,
    },
  ];
}
