import { expect, test } from 'vitest';
import { people, startSimulatedOpenProject } from '../../../test/openproject/start-simulator.ts';
import type { TicketReader } from '../../ports/tracker.ts';

const ticketsMax = 250;

type Page = Awaited<ReturnType<TicketReader['listChangedSince']>>;

test('pages miss no ticket, although some move to the end while they are read', async () => {
  const { simulator, tracker, advance, now } = await startSimulatedOpenProject();
  try {
    const since = now();
    const agent = simulator.agent(people.specialist.id);
    for (let count = 0; count < ticketsMax; count += 1) {
      agent.create({ subject: `Ticket ${count}`, type: 'Incident' });
      advance(1_000);
    }
    const seen = new Set<string>();
    let page: string | null = null;
    for (let pages = 0; pages < 10; pages += 1) {
      const listed: Page = await tracker.reader.listChangedSince(since, page);
      if (listed.kind !== 'listed') throw new Error(`Not listed: ${listed.kind}.`);
      for (const { number } of listed.tickets) seen.add(number);
      page = listed.nextPage;
      if (page === null) break;
      // Two of those that were read already: everything behind them moves up.
      for (const number of ['1', '2']) agent.setPriority(number, pages % 2 === 0 ? 'Low' : 'High');
      advance(1_000);
    }
    expect(page).toBeNull();
    expect(seen.size).toBe(ticketsMax);
  } finally {
    await simulator.close();
  }
});

test('a page that this adapter did not hand out is refused', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject();
  try {
    for (const page of ['nonsense', Buffer.from('{"since":-1,"page":0}').toString('base64url')]) {
      expect(await tracker.reader.listChangedSince(0, page)).toEqual({ kind: 'refused', reason: 'invalid' });
    }
  } finally {
    await simulator.close();
  }
});
