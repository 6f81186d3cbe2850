import { describe, expect, test } from 'vitest';
import type { JiraTracker } from '../../src/adapters/jira/create-jira-tracker.ts';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aFile, aNewTicket } from '../conformance/tracker-under-test.ts';
import { specsFolder } from './config.ts';
import { readSpecs } from './hold-against-specs.ts';
import { people, startSimulatedJira } from './start-simulator.ts';

const noSpecs = 'the vendors’ API descriptions are not on this machine (API_SPECS_DIR)';

/** Where the manuals, and Jira itself, go beyond the generated schemas. */
const knownBetter: readonly RegExp[] = [
  // Null takes the assignee away; the schemas know strings alone.
  /assignee: \/(accountId|name) must be string/,
  // Data Center keeps any JSON as a property; its schema was made of the class that holds it as a text.
  /^(POST|PUT) \/api\/2\/issue\/\S*comment\S*: \/properties\/\d\/value must be string/,
  // Data Center names a verb by its key, as in `{add: 'vip'}`; its schema has the class behind it.
  /^PUT \/api\/2\/issue\/\{issueIdOrKey\}: \/update\/labels\/\d must NOT have additional properties/,
  // Data Center has a file's bytes at a page of its own, beside the API: its answers name that address.
  /GET \/secure\/attachment\/\d+\/\S+ is described nowhere/,
];

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
    await changeEverything(tracker, number);
    await lookAround(tracker, number);
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

/** What people do to a ticket once it is there. */
async function changeEverything({ writer, commentWriter }: JiraTracker, number: string): Promise<void> {
  const comment = (visibility: 'public' | 'internal') => ({
    message: crypto.randomUUID(),
    text: 'Олена Приклад (Telegram):\nh1. *як є*\n\nдалі',
    visibility,
  });
  await commentWriter.post(number, comment('internal'));
  const withFile = comment('public');
  const uploaded = await commentWriter.upload(aFile('журнал.txt', 1_000));
  const temporaryIds = uploaded.kind === 'uploaded' ? [uploaded.temporaryId] : [];
  const staged = await commentWriter.stage(number, withFile, temporaryIds);
  const commentId = staged.kind === 'staged' ? staged.commentId : '';
  await commentWriter.publish(number, commentId, withFile);
  await commentWriter.edit(number, commentId, 'Інші слова');
  await commentWriter.find(number, withFile.message, 0);
  await writer.prioritise(number, 'critical');
  await writer.transfer(number, 'repair');
  await writer.transfer(number, 'accounts');
  await writer.addParticipant(number, people.second.id);
}

/** What is read of a ticket itself. */
async function lookAround({ looks, reader }: JiraTracker, number: string): Promise<void> {
  const looked = await looks.look(number);
  const [comment] = looked.kind === 'looked' ? looked.around.comments : [];
  await looks.readComment(number, comment?.id ?? '');
  await looks.readShown(number);
  await looks.listParticipants(number);
  const read = await reader.read(number);
  const [file] = read.kind === 'read' ? read.text.files : [];
  await looks.openFile(number, file?.id ?? '');
}

describe.each(['cloud', 'data-center'] as const)('requests to Jira %s', (flavour) => {
  test('every one is answered without an error', async () => {
    const requests = await callEverything(flavour);
    expect(new Set(requests.map(({ method, path }) => `${method} ${path.replaceAll(/SD-\d+|\d{3}/g, '…')}`)).size).toBe(
      23,
    );
    expect(requests.filter(({ status }) => status === null || status >= 300)).toEqual([]);
  });

  test('every one keeps to the vendor’s description', async (context) => {
    if (specsFolder === null) return context.skip(noSpecs);
    const hold = readSpecs(specsFolder);
    const requests = await callEverything(flavour);
    const problems = requests.flatMap(hold);
    expect(problems.filter((problem) => !knownBetter.some((known) => known.test(problem)))).toEqual([]);
    expect(problems.length).toBeLessThanOrEqual(flavour === 'cloud' ? 1 : 9);
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
