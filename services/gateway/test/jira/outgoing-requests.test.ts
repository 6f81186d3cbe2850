import { describe, expect, test } from 'vitest';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aFile, aNewTicket } from '../conformance/tracker-under-test.ts';
import { specsFolder } from './config.ts';
import { readSpecs } from './hold-against-specs.ts';
import { people, startSimulatedJira } from './start-simulator.ts';

const noSpecs = 'the vendors’ API descriptions are not on this machine (API_SPECS_DIR)';

/** Every call the adapter knows, with every field a request can have. */
async function callEverything(flavour: JiraFlavourName) {
  const { simulator, tracker } = await startSimulatedJira({ flavour });
  try {
    const fields = {
      room: '3-12',
      since: '2026-11-20',
      device: 'laptop',
      details: 'h1. *як є*\n\nдалі',
      seat: 'by-window',
    };
    const full = await tracker.writer.create(aNewTicket({ fields, onBehalfOf: people.employee.id }));
    const number = full.kind === 'created' ? full.ticket.number : '';
    const other = await tracker.writer.create(aNewTicket({ requestType: 'other' }));
    await tracker.writer.linkDuplicate(other.kind === 'created' ? other.ticket.number : '', number);
    await tracker.writer.attach(number, aFile('фото.png', 1_000));
    await tracker.writer.assign(number, people.specialist.id);
    await tracker.writer.assign(number, null);
    await tracker.writer.move(number, 'resolved');
    await tracker.reader.read(number);
    await tracker.reader.findByReference(crypto.randomUUID());
    await tracker.reader.listChangedSince(0, null);
    await tracker.reader.countOpen([people.specialist.id, people.second.id]);
    await tracker.people.findAccount(people.employee.email);
    await tracker.check();
    return simulator.requests();
  } finally {
    await simulator.close();
  }
}

describe.each(['cloud', 'data-center'] as const)('requests to Jira %s', (flavour) => {
  test('every one is answered without an error', async () => {
    const requests = await callEverything(flavour);
    expect(new Set(requests.map(({ method, path }) => `${method} ${path.replaceAll(/SD-\d+|\d{3}/g, '…')}`)).size).toBe(
      13,
    );
    expect(requests.filter(({ status }) => status === null || status >= 300)).toEqual([]);
  });

  test('every one keeps to the vendor’s description', async (context) => {
    if (specsFolder === null) return context.skip(noSpecs);
    const hold = readSpecs(specsFolder);
    const requests = await callEverything(flavour);
    const problems = requests.flatMap(hold);
    // Both manuals say that null takes the assignee away; the schemas know strings alone.
    expect(problems.filter((problem) => !/assignee: \/(accountId|name) must be string/.test(problem))).toEqual([]);
    expect(problems.length).toBeLessThanOrEqual(1);
  });
});

test('a request that departs from the description is caught', async (context) => {
  if (specsFolder === null) return context.skip(noSpecs);
  const hold = readSpecs(specsFolder);
  const request = { at: 0, query: {}, headers: { 'content-type': 'application/json' }, status: 200 };
  const issue = { ...request, method: 'PUT', path: '/rest/api/2/issue/SD-1/assignee' };
  expect(hold({ ...issue, body: { name: 'someone' } })).toEqual([]);
  expect(hold({ ...issue, body: { username: 'someone' } })).toHaveLength(1);
  const desk = { ...request, method: 'POST', path: '/rest/servicedeskapi/request' };
  expect(hold({ ...desk, body: { serviceDeskId: 10 } })).toHaveLength(1);
  expect(hold({ ...desk, body: {}, query: { notify: true } })).toHaveLength(1);
  expect(hold({ ...request, method: 'GET', path: '/rest/api/3/nowhere', body: undefined })).toHaveLength(1);
});
