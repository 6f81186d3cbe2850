import { expect, test } from 'vitest';
import { aFile, aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { startSimulatedOpenProject } from '../../../test/openproject/start-simulator.ts';

const oauth = { clientId: 'desk', clientSecret: 'fixture-secret', tokenLivesSeconds: 600 };

const down = { kind: 'down', retryAfterMs: null };

async function start(clientSecret = oauth.clientSecret) {
  const openProject = await startSimulatedOpenProject({
    simulator: { oauth },
    tracker: { auth: { kind: 'client-credentials', clientId: 'desk', clientSecret } },
  });
  const tokens = () => openProject.simulator.requests().filter(({ path }) => path === '/oauth/token').length;
  return { ...openProject, tokens, [Symbol.asyncDispose]: () => openProject.simulator.close() };
}

test('one token serves many at once, until shortly before its end', async () => {
  await using openProject = await start();
  const { tracker, tokens, advance } = openProject;
  await Promise.all([tracker.reader.read('1'), tracker.reader.read('2'), tracker.looks.look('3')]);
  expect(tokens()).toBe(1);
  advance(530_000);
  await tracker.reader.read('1');
  expect(tokens()).toBe(1);
  advance(20_000);
  await tracker.reader.read('1');
  expect(tokens()).toBe(2);
});

test('a token that was revoked is replaced, and the request repeated once: it had not been let in', async () => {
  await using openProject = await start();
  const { simulator, tracker, tokens } = openProject;
  const { create: createTicket } = tracker.writer;
  expect(await createTicket(aNewTicket())).toMatchObject({ kind: 'created' });
  simulator.revokeTokens();
  expect(await createTicket(aNewTicket())).toMatchObject({ kind: 'created' });
  expect(tokens()).toBe(2);
  expect(simulator.workPackages()).toHaveLength(2);
});

test('a file whose token was revoked on the way has not arrived, and does the next time', async () => {
  await using openProject = await start();
  const { simulator, tracker } = openProject;
  await tracker.writer.create(aNewTicket());
  simulator.revokeTokens();
  expect(await tracker.commentWriter.upload(aFile('a.txt', 3))).toEqual(down);
  expect(await tracker.commentWriter.upload(aFile('a.txt', 3))).toMatchObject({ kind: 'uploaded' });
});

test('without a token nothing was written, whatever was asked', async () => {
  await using openProject = await start('another');
  expect(await openProject.tracker.writer.create(aNewTicket())).toEqual(down);
  expect(await openProject.tracker.commentWriter.upload(aFile('a.txt', 3))).toEqual(down);
  expect(openProject.simulator.requests().every(({ path }) => path === '/oauth/token')).toBe(true);
});

test('a wrong API key is the operator’s to mend: nothing is given up', async () => {
  const { simulator, tracker } = await startSimulatedOpenProject({
    tracker: { auth: { kind: 'api-key', apiKey: 'another' } },
  });
  try {
    expect(await tracker.writer.create(aNewTicket())).toEqual(down);
    expect(simulator.workPackages()).toEqual([]);
  } finally {
    await simulator.close();
  }
});

test('neither key nor token nor a word of a person is in what is told of a call', async () => {
  const reports: object[] = [];
  const { simulator, tracker } = await startSimulatedOpenProject({
    tracker: { onCall: (report) => reports.push(report) },
  });
  try {
    await tracker.writer.create(aNewTicket({ summary: 'Таємниця-1' }));
    simulator.down();
    await tracker.reader.read('1');
    const told = JSON.stringify(reports);
    expect(told).not.toMatch(/fixture-key|Таємниця|Basic/);
    expect(reports.at(-1)).toMatchObject({ outcome: 'down', cause: 'network', status: null });
  } finally {
    await simulator.close();
  }
});
