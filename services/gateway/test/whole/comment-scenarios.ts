import type { NewComment } from '@desk/contract';
import { colleague, employee, specialist } from '../builders/people.ts';
import { aComment } from '../builders/words.ts';
import type { Scenarios, Stage } from './contract-answers.ts';

interface Asked {
  readonly number: string;
  readonly token: string;
  readonly key?: string;
}

const aMessage = (change: Partial<NewComment> = {}) => aComment({ message: crypto.randomUUID(), ...change });

const add = (stage: Stage, { number, token, key = stage.key() }: Asked, body = aMessage()) =>
  stage.client.addComment({ params: { number }, body, token, idempotencyKey: key });

export const addComment: Scenarios = {
  201: async (stage) => add(stage, await stage.filed()),
  'session-ended': (stage) => add(stage, { number: 'SD-1', token: 'none' }),
  'not-permitted': async (stage) =>
    add(stage, { number: (await stage.filed()).number, token: await stage.signIn(colleague) }),
  'not-found': async (stage) => add(stage, { number: 'SD-99999', token: await stage.signIn(employee) }),
  'still-working': async (stage) => {
    const filed = await stage.filed();
    stage.tracker.failNext('post', { kind: 'lost-before' });
    return add(stage, filed);
  },
  'key-reused': async (stage) => {
    const asked = { ...(await stage.filed()), key: stage.key() };
    await add(stage, asked);
    return add(stage, asked);
  },
  'ticket-refused': async (stage) => {
    const filed = await stage.filed();
    stage.tracker.failNext('post', { kind: 'refused', reason: 'too-large' });
    return add(stage, filed);
  },
  'upload-missing': async (stage) => {
    const filed = await stage.filed();
    const file = await stage.upload(filed.token, 'content');
    return add(stage, filed, aMessage({ files: [{ ...file, uploadId: crypto.randomUUID() }] }));
  },
  'file-forbidden': async (stage) => {
    const filed = await stage.filed();
    const file = await stage.upload(filed.token, 'content');
    return add(stage, filed, aMessage({ files: [{ ...file, sha256: '0'.repeat(64) }] }));
  },
  'tracker-down': async (stage) => {
    const filed = await stage.filed();
    stage.tracker.setDown(null);
    return add(stage, filed);
  },
};

/** A comment of the employee's, and the way to correct it. */
async function commented(stage: Stage) {
  const [filed, body] = [await stage.filed(), aMessage()];
  await add(stage, filed, body);
  const params = { number: filed.number, message: body.message };
  const edit = (text = 'On the fourth floor.', token = filed.token, key = stage.key()) =>
    stage.client.editComment({ params, body: { text }, token, idempotencyKey: key });
  return { ...filed, edit };
}

export const editComment: Scenarios = {
  200: async (stage) => (await commented(stage)).edit(),
  'session-ended': async (stage) => (await commented(stage)).edit('x', 'none'),
  'not-permitted': async (stage) => (await commented(stage)).edit('x', await stage.signIn(specialist)),
  'not-found': async (stage) => {
    const { number, edit } = await commented(stage);
    for (const { id } of stage.tracker.comments.list(number)) stage.tracker.comments.remove(number, id);
    return edit();
  },
  'still-working': async (stage) => {
    stage.tracker.failNext('post', { kind: 'lost-before' });
    return (await commented(stage)).edit();
  },
  'key-reused': async (stage) => {
    const [{ edit, token }, key] = [await commented(stage), stage.key()];
    await edit('One', token, key);
    return edit('Another', token, key);
  },
  'ticket-refused': async (stage) => {
    const { edit } = await commented(stage);
    stage.tracker.failNext('edit', { kind: 'refused', reason: 'too-large' });
    return edit();
  },
  'tracker-down': async (stage) => {
    const { edit } = await commented(stage);
    stage.tracker.setDown(null);
    return edit();
  },
};
