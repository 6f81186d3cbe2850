import { colleague, employee } from '../builders/people.ts';
import type { Scenarios } from './contract-answers.ts';

export const readOwnData: Scenarios = {
  200: async ({ client, signIn }) => client.readOwnData({ token: await signIn(employee) }),
  'session-ended': ({ client }) => client.readOwnData({ token: 'none' }),
};

export const erasePerson: Scenarios = {
  204: async ({ client, signIn }) => client.erasePerson({ token: await signIn(colleague) }),
  'session-ended': async ({ client, signIn }) => {
    const token = await signIn(colleague);
    await client.erasePerson({ token });
    return client.erasePerson({ token });
  },
  'still-working': async ({ client, signIn, tracker, file, aTicket }) => {
    const token = await signIn(employee);
    tracker.setDown(null);
    await file(aTicket(), token);
    return client.erasePerson({ token });
  },
};
