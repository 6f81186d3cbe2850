import { expect, test } from 'vitest';
import type { OpenProjectTracker } from '../../src/adapters/openproject/create-openproject-tracker.ts';
import { aFile, aNewTicket } from '../conformance/tracker-under-test.ts';
import { specsFolder } from '../jira/config.ts';
import { readSpecs } from '../jira/hold-against-specs.ts';
import { people, startSimulatedOpenProject } from './start-simulator.ts';

const noSpecs = 'the vendors’ API descriptions are not on this machine (API_SPECS_DIR)';

/** Where the description leaves something out that the manual, or OpenProject itself, says. */
const knownBetter: readonly RegExp[] = [
  // The description of uploads has no body; the manual describes its two parts.
  /^POST \S*\/attachments: no body of type multipart\/form-data$/,
  // Custom fields stand among the properties of what is changed as of what is created; the description forgets them there.
  /^PATCH .*must NOT have unevaluated properties \{"unevaluatedProperty":"customField\d+"\}$/,
  // What is created is described as what is read, with all the links that only OpenProject can give it.
  /^POST \S*\/work_packages: \/_links must have required property /,
  // The bytes of a file are at the address that its entry gives, which the description does not list.
  /^GET \/api\/v3\/attachments\/\d+\/content is described nowhere$/,
  // Null takes the assignee away; the schema of a link knows strings alone.
  /_links\/assignee.*must be (string|null)/,
];

/** Every call the adapter knows, with every field a request can have. */
async function callEverything() {
  const { simulator, tracker } = await startSimulatedOpenProject();
  try {
    const fields = {
      ...{ room: '3-12', since: '2026-11-20', device: 'laptop', details: '# *як є*\n\nдалі' },
      ...{ needed: '2026-11-30', seat: 'by-window' },
    };
    const employee = { displayName: 'Олена Приклад', department: '', telegramUserId: 4_242 };
    const full = await tracker.writer.create(aNewTicket({ fields, employee, onBehalfOf: people.employee.id }));
    const number = full.kind === 'created' ? full.ticket.number : '';
    const other = await tracker.writer.create(aNewTicket({ requestType: 'other' }));
    await tracker.writer.linkDuplicate(other.kind === 'created' ? other.ticket.number : '', number);
    await tracker.writer.attach(number, aFile('фото.png', 1_000));
    await tracker.writer.assign(number, people.specialist.id);
    await tracker.writer.assign(number, null);
    await tracker.writer.move(number, 'resolved');
    await changeEverything(tracker, number);
    await lookAround(tracker, number);
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
async function changeEverything({ writer, commentWriter }: OpenProjectTracker, number: string): Promise<void> {
  const comment = (visibility: 'public' | 'internal') => ({
    message: crypto.randomUUID(),
    text: 'Олена Приклад (Telegram):\n# *як є*\n\nдалі',
    visibility,
  });
  await commentWriter.post(number, comment('internal'));
  const withFile = comment('public');
  const uploaded = await commentWriter.upload(aFile('журнал.txt', 1_000));
  const temporaryIds = uploaded.kind === 'uploaded' ? [uploaded.temporaryId] : [];
  const posted = await commentWriter.stage(number, withFile, temporaryIds);
  const commentId = posted.kind === 'posted' ? posted.commentId : '';
  await commentWriter.edit(number, commentId, 'Інші слова');
  await commentWriter.readBack(number, commentId, withFile.message);
  await commentWriter.find(number, withFile.message, 0);
  await writer.prioritise(number, 'critical');
  await writer.transfer(number, 'repair');
  await writer.addParticipant(number, people.second.id);
}

/** What is read of a ticket itself. */
async function lookAround({ looks, reader }: OpenProjectTracker, number: string): Promise<void> {
  const looked = await looks.look(number);
  const [comment] = looked.kind === 'looked' ? looked.around.comments : [];
  await looks.readComment(number, comment?.id ?? '');
  await looks.readShown(number);
  await looks.listParticipants(number);
  const read = await reader.read(number);
  const [file] = read.kind === 'read' ? read.text.files : [];
  await looks.openFile(number, file?.id ?? '');
}

test('every request to OpenProject is answered without an error', async () => {
  const requests = await callEverything();
  const kinds = new Set(requests.map(({ method, path }) => `${method} ${path.replaceAll(/\d+/g, '…')}`));
  expect([...kinds].toSorted()).toHaveLength(24);
  expect(requests.filter(({ status }) => status === null || status >= 300)).toEqual([]);
});

test('every request keeps to OpenProject’s description', async (context) => {
  if (specsFolder === null) return context.skip(noSpecs);
  const hold = readSpecs(specsFolder);
  const problems = (await callEverything()).flatMap(hold);
  expect(problems.filter((problem) => !knownBetter.some((known) => known.test(problem)))).toEqual([]);
});

test('a request that departs from the description is caught', async (context) => {
  if (specsFolder === null) return context.skip(noSpecs);
  const hold = readSpecs(specsFolder);
  const request = { at: 0, query: {}, headers: { 'content-type': 'application/json' }, status: 200 };
  const patch = { ...request, method: 'PATCH', path: '/api/v3/work_packages/7' };
  expect(hold({ ...patch, body: { lockVersion: 1, subject: 'words' } })).toEqual([]);
  expect(hold({ ...patch, body: { subject: 'words' } })).toHaveLength(1);
  expect(hold({ ...patch, body: { lockVersion: 1, title: 'words' } })).not.toEqual([]);
  expect(hold({ ...patch, body: { lockVersion: 1 }, query: { silently: 'true' } })).toHaveLength(1);
});
