import { colleague, employee, repairer, second, specialist, supervisor } from '../builders/people.ts';
import { aUuid } from '../fakes/system.ts';
import type { Scenarios, Stage } from './contract-answers.ts';

/** A filing that waits for the tracker, and the way to send it again. */
async function postponed(stage: Stage) {
  const body = stage.aTicket();
  stage.tracker.setDown(null);
  const answer = await stage.file(body, await stage.signIn(employee));
  if (answer.kind !== 'answered' || answer.status !== 202) throw new Error('Not postponed.');
  const grant = answer.body.grant.id;
  const again = (change: Partial<typeof body> = {}) =>
    stage.client.fileTicket({ body: { ...body, ...change }, grant, idempotencyKey: stage.key() });
  return { body, again };
}

export const fileTicket: Scenarios = {
  201: async (stage) => stage.file(stage.aTicket(), await stage.signIn(employee)),
  202: async (stage) => {
    stage.tracker.setDown(null);
    return stage.file(stage.aTicket(), await stage.signIn(employee));
  },
  'session-ended': (stage) => stage.file(stage.aTicket(), 'none'),
  'grant-refused': async (stage) => (await postponed(stage)).again({ summary: 'Something else' }),
  'not-permitted': async (stage) => {
    const body = stage.aTicket();
    await stage.file(body, await stage.signIn(employee));
    return stage.file(body, await stage.signIn(colleague), stage.key());
  },
  'still-working': async (stage) => {
    stage.tracker.failNext('create', { kind: 'lost-before' });
    const body = stage.aTicket();
    const token = await stage.signIn(employee);
    const first = await stage.file(body, token);
    if (first.kind !== 'answered' || first.status !== 202) throw new Error('Not postponed.');
    return stage.client.fileTicket({ body, grant: first.body.grant.id, idempotencyKey: body.reference });
  },
  'key-reused': async (stage) => {
    const [token, key] = [await stage.signIn(employee), stage.key()];
    await stage.file(stage.aTicket(), token, key);
    return stage.file(stage.aTicket(), token, key);
  },
  'upload-missing': async (stage) => {
    const token = await stage.signIn(employee);
    const file = await stage.upload(token, 'content');
    return stage.file(stage.aTicket({ files: [{ ...file, uploadId: aUuid(404) }] }), token);
  },
  'file-forbidden': async (stage) => {
    const token = await stage.signIn(employee);
    const file = await stage.upload(token, 'content');
    return stage.file(stage.aTicket({ files: [{ ...file, sha256: '0'.repeat(64) }] }), token);
  },
  'ticket-refused': async (stage) => {
    stage.tracker.failNext('create', { kind: 'refused', reason: 'misconfigured' });
    return stage.file(stage.aTicket(), await stage.signIn(employee));
  },
  'tracker-down': async (stage) => (await postponed(stage)).again(),
};

export const readTicket: Scenarios = {
  200: async (stage) => {
    const { number, token } = await stage.filed();
    return stage.client.readTicket({ params: { number }, token });
  },
  'session-ended': ({ client }) => client.readTicket({ params: { number: 'SD-1' }, token: 'none' }),
  'not-permitted': async (stage) => {
    const { number } = await stage.filed();
    return stage.client.readTicket({ params: { number }, token: await stage.signIn(colleague) });
  },
  'not-found': async ({ client, signIn }) =>
    client.readTicket({ params: { number: 'SD-99999' }, token: await signIn(employee) }),
  'tracker-down': async (stage) => {
    const { number, token } = await stage.filed();
    stage.tracker.setDown(null);
    return stage.client.readTicket({ params: { number }, token });
  },
};

const assign = (
  stage: Stage,
  number: string,
  expected: string | null = null,
  assignee = specialist.employeeId,
  key = stage.key(),
) => stage.client.assignTicket({ params: { number }, body: { assignee, expected, remark: null }, idempotencyKey: key });

export const assignTicket: Scenarios = {
  200: async (stage) => assign(stage, (await stage.filed()).number),
  'session-ended': (stage) =>
    stage.client.assignTicket({
      params: { number: 'SD-1' },
      body: { assignee: specialist.employeeId, expected: null, remark: null },
      token: 'none',
      idempotencyKey: stage.key(),
    }),
  'not-permitted': async (stage) => assign(stage, (await stage.filed()).number, null, repairer.employeeId),
  'not-found': (stage) => assign(stage, 'SD-99999'),
  overtaken: async (stage) => assign(stage, (await stage.filed()).number, second.employeeId),
  'still-working': async (stage) => underWay(stage, async (number) => assign(stage, number)),
  'key-reused': async (stage) => {
    const [{ number }, key] = [await stage.filed(), stage.key()];
    await assign(stage, number, null, specialist.employeeId, key);
    return assign(stage, number, null, second.employeeId, key);
  },
  'tracker-down': async (stage) => {
    const { number } = await stage.filed();
    stage.tracker.setDown(null);
    return assign(stage, number);
  },
  'directory-down': async (stage) => {
    const { number } = await stage.filed();
    stage.directory.setAway(true);
    return assign(stage, number);
  },
};

/** A second write on one ticket while the first is under way. */
async function underWay(stage: Stage, write: (number: string) => Promise<{ readonly kind: string }>) {
  const { number } = await stage.filed();
  const held = stage.holdWrites();
  const first = write(number);
  await held.arrived;
  const second = await write(number);
  held.release();
  await first;
  return second;
}

const move = async (
  stage: Stage,
  number: string,
  who = supervisor,
  key = stage.key(),
  to: 'resolved' | 'closed' = 'resolved',
) =>
  stage.client.moveTicket({
    params: { number },
    body: { to, remark: null },
    token: await stage.signIn(who),
    idempotencyKey: key,
  });

export const moveTicket: Scenarios = {
  200: async (stage) => move(stage, (await stage.filed()).number),
  'session-ended': (stage) =>
    stage.client.moveTicket({
      params: { number: 'SD-1' },
      body: { to: 'closed', remark: null },
      token: 'none',
      idempotencyKey: stage.key(),
    }),
  'not-permitted': async (stage) => move(stage, (await stage.filed()).number, colleague),
  'not-found': (stage) => move(stage, 'SD-99999'),
  overtaken: async (stage) => {
    const { number } = await stage.filed();
    stage.tracker.changeTicket(number, { status: 'closed' });
    return move(stage, number);
  },
  'still-working': async (stage) => {
    const token = await stage.signIn(supervisor);
    const write = (number: string) =>
      stage.client.moveTicket({
        params: { number },
        body: { to: 'resolved', remark: null },
        token,
        idempotencyKey: stage.key(),
      });
    return underWay(stage, write);
  },
  'key-reused': async (stage) => {
    const [{ number }, key] = [await stage.filed(), stage.key()];
    await move(stage, number, supervisor, key);
    return move(stage, number, supervisor, key, 'closed');
  },
  'tracker-down': async (stage) => {
    const { number } = await stage.filed();
    stage.tracker.setDown(null);
    return move(stage, number);
  },
};
