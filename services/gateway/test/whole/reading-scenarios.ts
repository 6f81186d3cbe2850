import { colleague, employee } from '../builders/people.ts';
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
