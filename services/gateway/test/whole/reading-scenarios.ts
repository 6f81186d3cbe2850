import { colleague, employee, specialist } from '../builders/people.ts';
import { aComment } from '../builders/words.ts';
import type { Scenarios, Stage } from './contract-answers.ts';

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

/** A ticket of the employee with a public answer of a specialist. */
async function answered(stage: Stage) {
  const filed = await stage.filed();
  const answer = { text: 'An answer', author: 'account-3', visibility: 'public' } as const;
  const { id: commentId } = stage.tracker.comments.add(filed.number, answer);
  return { ...filed, commentId, params: { number: filed.number, commentId } };
}

export const readComment: Scenarios = {
  200: async (stage) => {
    const { params, token } = await answered(stage);
    return stage.client.readComment({ params, token });
  },
  'session-ended': ({ client }) => client.readComment({ params: { number: 'SD-1', commentId: '1' }, token: 'none' }),
  'not-permitted': async (stage) => {
    const { params } = await answered(stage);
    return stage.client.readComment({ params, token: await stage.signIn(colleague) });
  },
  'not-found': async (stage) => {
    const { params, token, commentId } = await answered(stage);
    stage.tracker.comments.change(params.number, commentId, { visibility: 'internal' });
    return stage.client.readComment({ params, token });
  },
  'tracker-down': async (stage) => {
    const { params, token } = await answered(stage);
    stage.tracker.setDown(null);
    return stage.client.readComment({ params, token });
  },
};

/** A ticket of the employee that a specialist has, with a note of theirs. */
async function noted(stage: Stage) {
  const { number } = await stage.filed();
  stage.tracker.changeTicket(number, { assignee: 'account-3' });
  const token = await stage.signIn(specialist);
  const body = aComment({ message: crypto.randomUUID(), visibility: 'internal' });
  await stage.client.addComment({ params: { number }, body, token, idempotencyKey: stage.key() });
  return { token, params: { number, message: body.message } };
}

export const readNote: Scenarios = {
  200: async (stage) => stage.client.readNote(await noted(stage)),
  'session-ended': ({ client }) =>
    client.readNote({ params: { number: 'SD-1', message: crypto.randomUUID() }, token: 'none' }),
  'not-permitted': async (stage) => {
    const { params } = await noted(stage);
    return stage.client.readNote({ params, token: await stage.signIn(employee) });
  },
  'not-found': async (stage) => {
    const { params, token } = await noted(stage);
    return stage.client.readNote({ params: { ...params, message: crypto.randomUUID() }, token });
  },
  'tracker-down': async (stage) => {
    const { params, token } = await noted(stage);
    stage.tracker.setDown(null);
    return stage.client.readNote({ params, token });
  },
};

/** A ticket that the employee filed with a file. */
async function filedWithFile(stage: Stage, bytes = 7) {
  const { number, token } = await stage.filed();
  const attached = { name: 'notes.txt', bytes, open: () => new Blob([new Uint8Array(bytes)]).stream() };
  await stage.tracker.writer.attach(number, attached);
  const file = stage.tracker.tickets().find((ticket) => ticket.number === number)?.text.files[0];
  return { token, params: { number, fileId: file?.id ?? '' } };
}

export const readFile: Scenarios = {
  200: async (stage) => stage.client.readFile(await filedWithFile(stage)),
  'session-ended': ({ client }) => client.readFile({ params: { number: 'SD-1', fileId: '1' }, token: 'none' }),
  'not-permitted': async (stage) => {
    const { params } = await filedWithFile(stage);
    return stage.client.readFile({ params, token: await stage.signIn(colleague) });
  },
  'not-found': async (stage) => {
    const { params, token } = await filedWithFile(stage);
    return stage.client.readFile({ params: { ...params, fileId: '404' }, token });
  },
  'file-too-large': async (stage) => stage.client.readFile(await filedWithFile(stage, 20 * 1024 * 1024 + 1)),
  'tracker-down': async (stage) => {
    const { params, token } = await filedWithFile(stage);
    stage.tracker.setDown(null);
    return stage.client.readFile({ params, token });
  },
};
