import { colleague, employee } from '../builders/people.ts';
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
