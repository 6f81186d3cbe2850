import { colleague, employee } from '../builders/people.ts';
import { aUuid } from '../fakes/system.ts';
import type { Scenarios, Stage } from './contract-answers.ts';

const signIn = ({ client }: Stage, phone = employee.phones[0] ?? '', telegramUserId = 1_001) =>
  client.openSession({ body: { telegramUserId, phone } });

export const openSession: Scenarios = {
  202: (stage) => signIn(stage, colleague.phones[0], 1_002),
  201: async (stage) => {
    await stage.signIn(employee);
    return signIn(stage);
  },
  'access-refused': (stage) => signIn(stage, '+380509999999'),
  'too-many-attempts': async (stage) => {
    for (let count = 0; count < 10; count += 1) await signIn(stage, '+380509999998');
    return signIn(stage, '+380509999998');
  },
  'directory-down': async (stage) => {
    stage.directory.setAway(true);
    return signIn(stage);
  },
};

export const renewSession: Scenarios = {
  200: async ({ client, signIn, clock }) => {
    const token = await signIn(employee);
    clock.advance(29 * 60_000);
    return client.renewSession({ token });
  },
  'session-ended': async ({ client, signIn, clock }) => {
    const token = await signIn(employee);
    clock.advance(30 * 60_000);
    return client.renewSession({ token });
  },
  'directory-down': async ({ client, signIn, directory }) => {
    const token = await signIn(employee);
    directory.setAway(true);
    return client.renewSession({ token });
  },
};

export const endSession: Scenarios = {
  204: ({ client }) => client.endSession({ params: { sessionId: aUuid(404) } }),
};

const put = ({ client }: Stage, token: string, content: string, name: string) => {
  const headers = { 'desk-file-name': encodeURIComponent(name) };
  return client.putUpload({ params: { uploadId: aUuid(7) }, token, body: new Blob([content]).stream(), headers });
};

export const putUpload: Scenarios = {
  'grant-refused': ({ client }) => {
    const [params, body] = [{ uploadId: aUuid(7) }, new Blob(['content']).stream()];
    return client.putUpload({ params, grant: crypto.randomUUID(), body, headers: { 'desk-file-name': 'notes.txt' } });
  },
  201: async (stage) => put(stage, await stage.signIn(employee), 'line', 'notes.txt'),
  'session-ended': (stage) => put(stage, 'none', 'line', 'notes.txt'),
  'file-too-large': async (stage) => put(stage, await stage.signIn(employee), 'x'.repeat(1_048_577), 'notes.txt'),
  'file-forbidden': async (stage) => put(stage, await stage.signIn(colleague), 'MZ', 'setup.exe'),
};
