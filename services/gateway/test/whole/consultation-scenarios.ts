import type { DialogueLine } from '@desk/contract';
import { aBatch, aClosing, aLine } from '../builders/dialogue.ts';
import { colleague, employee, repairer, specialist } from '../builders/people.ts';
import { aComment } from '../builders/words.ts';
import type { Scenarios, Stage } from './contract-answers.ts';
import { type Opened, opened } from './open-talk.ts';

interface Asked {
  readonly number: string;
  readonly token: string;
  readonly consultation?: string;
  readonly key?: string;
}

const open = (stage: Stage, { number, token, consultation = crypto.randomUUID(), key = stage.key() }: Asked) =>
  stage.client.openConsultation({ params: { number, consultation }, token, idempotencyKey: key });

const join = (stage: Stage, { number, token, consultation = crypto.randomUUID(), key = stage.key() }: Asked) =>
  stage.client.joinConsultation({ params: { number, consultation }, token, idempotencyKey: key });

const mirror = (
  stage: Stage,
  { number, consultation, grant, key = stage.key() }: Opened & { key?: string },
  body = aTalk(),
) => stage.client.mirrorMessages({ params: { number, consultation }, body, grant, idempotencyKey: key });

const close = (
  stage: Stage,
  { number, consultation, grant, key = stage.key() }: Opened & { key?: string },
  body = aClosing(),
) => stage.client.closeConsultation({ params: { number, consultation }, body, grant, idempotencyKey: key });

const aTalk = (files: DialogueLine['files'] = []) => aBatch({ batch: crypto.randomUUID(), lines: [aLine({ files })] });

/** What another call about the same consultation meets while its mirroring lasts. */
async function meanwhile<Answer>(stage: Stage, talk: Opened, call: () => Promise<Answer>): Promise<Answer> {
  const held = stage.holdWrites();
  const mirroring = mirror(stage, talk);
  await held.arrived;
  const answer = await call();
  held.release();
  await mirroring;
  return answer;
}

export const openConsultation: Scenarios = {
  200: async (stage) => open(stage, await stage.filed()),
  'session-ended': (stage) => open(stage, { number: 'SD-1', token: 'none' }),
  'not-permitted': async (stage) =>
    open(stage, { number: (await stage.filed()).number, token: await stage.signIn(colleague) }),
  'not-found': async (stage) => open(stage, { number: 'SD-99999', token: await stage.signIn(employee) }),
  'still-working': async (stage) => {
    const talk = await opened(stage);
    return meanwhile(stage, talk, () => open(stage, talk));
  },
  'key-reused': async (stage) => {
    const asked = { ...(await stage.filed()), key: stage.key() };
    await open(stage, asked);
    return open(stage, asked);
  },
  'tracker-down': async (stage) => {
    const filed = await stage.filed();
    stage.tracker.setDown(null);
    return open(stage, filed);
  },
};

/** The specialist's call about a consultation that is open. */
const joining = async (stage: Stage, person = specialist) => ({
  ...(await opened(stage)),
  token: await stage.signIn(person),
});

export const joinConsultation: Scenarios = {
  200: async (stage) => join(stage, await joining(stage)),
  'session-ended': async (stage) => join(stage, { ...(await opened(stage)), token: 'none' }),
  'not-permitted': async (stage) => join(stage, await joining(stage, repairer)),
  'not-found': async (stage) => join(stage, { ...(await joining(stage)), consultation: crypto.randomUUID() }),
  'still-working': async (stage) => {
    const talk = await joining(stage);
    return meanwhile(stage, talk, () => join(stage, talk));
  },
  'key-reused': async (stage) => {
    const [asked, key] = [await joining(stage), stage.key()];
    await join(stage, { ...asked, key });
    return join(stage, { ...(await joining(stage)), key });
  },
  'tracker-down': async (stage) => {
    const asked = await joining(stage);
    stage.tracker.setDown(null);
    return join(stage, asked);
  },
};

/** What both uses of a grant may meet. */
function ofGrant(use: typeof mirror | typeof close): Scenarios {
  return {
    'grant-refused': async (stage) => use(stage, { ...(await opened(stage)), grant: crypto.randomUUID() }),
    'not-permitted': async (stage) => {
      // Its marker is another person's already.
      const talk = await opened(stage);
      const token = await stage.signIn(specialist);
      const message = talk.consultation;
      await stage.client.addComment({
        params: { number: talk.number },
        body: aComment({ message }),
        token,
        idempotencyKey: stage.key(),
      });
      return use === close ? close(stage, talk) : mirror(stage, talk, { ...aTalk(), batch: message });
    },
    'not-found': async (stage) => {
      const talk = await opened(stage);
      stage.tracker.failNext('post', { kind: 'refused', reason: 'not-found' });
      return use(stage, talk);
    },
    'still-working': async (stage) => {
      const talk = await opened(stage);
      stage.tracker.failNext('post', { kind: 'lost-before' });
      return use(stage, talk);
    },
    'ticket-refused': async (stage) => {
      const talk = await opened(stage);
      stage.tracker.failNext('post', { kind: 'refused', reason: 'invalid' });
      return use(stage, talk);
    },
    'tracker-down': async (stage) => {
      const talk = await opened(stage);
      stage.tracker.setDown(null);
      return use(stage, talk);
    },
    'directory-down': async (stage) => {
      const talk = await opened(stage);
      stage.directory.setAway(true);
      return use(stage, talk);
    },
  };
}

export const mirrorMessages: Scenarios = {
  ...ofGrant(mirror),
  201: async (stage) => mirror(stage, await opened(stage)),
  'key-reused': async (stage) => {
    const talk = { ...(await opened(stage)), key: stage.key() };
    await mirror(stage, talk);
    return mirror(stage, talk);
  },
  'upload-missing': async (stage) => {
    const talk = await opened(stage);
    const file = await stage.upload(talk.token, 'content');
    return mirror(stage, talk, aTalk([{ ...file, uploadId: crypto.randomUUID() }]));
  },
  'file-forbidden': async (stage) => {
    const talk = await opened(stage);
    const file = await stage.upload(talk.token, 'content');
    return mirror(stage, talk, aTalk([{ ...file, sha256: '0'.repeat(64) }]));
  },
};

export const closeConsultation: Scenarios = {
  ...ofGrant(close),
  200: async (stage) => close(stage, await opened(stage)),
  'key-reused': async (stage) => {
    const talk = { ...(await opened(stage)), key: stage.key() };
    await close(stage, talk);
    return close(stage, talk, aClosing({ revision: 2 }));
  },
};
