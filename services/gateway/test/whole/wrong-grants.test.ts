import { gatewayEndpoints, mirrorBatchLimits } from '@desk/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type DatabaseConnection } from '../../src/adapters/postgres/connect-database.ts';
import { grantLimits } from '../../src/use-cases/grant-limits.ts';
import { aBatch, aClosing, aLine } from '../builders/dialogue.ts';
import { readAudit } from '../read-audit.ts';
import { outcomeOf, type Stage, setStage } from './contract-answers.ts';
import { type Opened, opened } from './open-talk.ts';
import { startGateway } from './start-gateway.ts';

type Use = (stage: Stage, talk: Opened) => Promise<{ readonly kind: string }>;

const ofTalk = (stage: Stage, { number, consultation, grant }: Opened) => ({
  params: { number, consultation },
  grant,
  idempotencyKey: stage.key(),
});
const mirror: Use = (stage, talk) =>
  stage.client.mirrorMessages({ ...ofTalk(stage, talk), body: aBatch({ batch: crypto.randomUUID() }) });
const close: Use = (stage, talk) => stage.client.closeConsultation({ ...ofTalk(stage, talk), body: aClosing() });
const upload: Use = (stage, { grant }) => {
  const headers = { 'desk-file-name': 'notes.txt' };
  const params = { uploadId: crypto.randomUUID() };
  return stage.client.putUpload({ params, grant, body: new Blob(['content']).stream(), headers });
};
const uses = { mirrorMessages: mirror, closeConsultation: close, putUpload: upload } as const;

/** A grant that was good for fifty messages less than it may be. */
async function nearlyUsedUp(stage: Stage): Promise<Opened> {
  const talk = await opened(stage);
  const { linesMax } = mirrorBatchLimits;
  for (let messages = 0; messages + linesMax < grantLimits.most.messages; messages += linesMax) {
    const lines = Array.from({ length: linesMax }, () => aLine({ id: crypto.randomUUID() }));
    const body = aBatch({ batch: crypto.randomUUID(), lines });
    const mirrored = await stage.client.mirrorMessages({ ...ofTalk(stage, talk), body });
    expect(outcomeOf(mirrored)).toBe('201');
  }
  return talk;
}

/** By what is wrong: a grant, and what it is used on. `but`: uses it is still good for. */
const wrong: Readonly<Record<string, { but?: readonly string[]; made: (stage: Stage) => Promise<Opened> }>> = {
  'of another ticket': {
    // An upload names no ticket.
    but: ['putUpload'],
    made: async (stage) => ({ ...(await opened(stage)), number: (await opened(stage)).number }),
  },
  'of another consultation': {
    but: ['putUpload'],
    made: async (stage) => {
      const { grant, ...first } = await opened(stage);
      const consultation = crypto.randomUUID();
      const params = { number: first.number, consultation };
      await stage.client.openConsultation({ params, token: first.token, idempotencyKey: stage.key() });
      return { ...first, consultation, grant };
    },
  },
  'that is over': {
    made: async (stage) => {
      const talk = await opened(stage);
      stage.clock.advance(grantLimits.lifetimeMs);
      return talk;
    },
  },
  'of a consultation that is closed': {
    but: ['closeConsultation'],
    made: async (stage) => {
      const talk = await opened(stage);
      await close(stage, talk);
      return talk;
    },
  },
  'of a consultation that was closed two hours ago': {
    made: async (stage) => {
      const talk = await opened(stage);
      await close(stage, talk);
      stage.clock.advance(grantLimits.lifetimeAfterClosingMs);
      return talk;
    },
  },
  'that was given for a filing': {
    made: async (stage) => {
      const talk = await opened(stage);
      stage.tracker.setDown(null);
      const postponed = await stage.file(stage.aTicket(), talk.token);
      stage.tracker.setUp();
      if (postponed.kind !== 'answered' || postponed.status !== 202) throw new Error('Not postponed.');
      return { ...talk, grant: postponed.body.grant.id };
    },
  },
  'that is a session’s token': {
    made: async (stage) => {
      const talk = await opened(stage);
      return { ...talk, grant: talk.token };
    },
  },
};

it('tries every use of a grant', () => {
  const granted = Object.entries(gatewayEndpoints).filter(([, { authority }]) =>
    authority.includes('consultation-grant'),
  );
  expect(Object.keys(uses).toSorted()).toEqual(granted.map(([name]) => name).toSorted());
});

/**
 * @claim rights A grant is good for its own ticket, consultation, messages, bytes and time, and for nothing else. (ASVS
 * 8.2.2)
 */
describe('a grant', () => {
  let stage: Stage;
  let audit: DatabaseConnection;
  beforeAll(async () => {
    stage = setStage(await startGateway());
    audit = connectDatabase(stage.databaseUrl);
  });
  afterAll(async () => {
    await audit.close();
    await stage.gateway.close();
  });

  const traces = () => JSON.stringify([stage.tracker.tickets(), stage.tracker.writes.length]);
  const refusals = async () => (await readAudit(audit.database)).filter(({ act }) => act === 'access-refused').length;

  const cases = Object.entries(wrong).flatMap(([what, { but = [], made }]) =>
    Object.entries(uses).map(([name, use]) => ({ what, name, made, use, may: but.includes(name) })),
  );

  it.each(cases.map((each) => [`${each.what} is ${each.may ? 'good' : 'not good'} for ${each.name}`, each] as const))(
    '%s',
    async (_, { made, use, may }) => {
      stage.clock.advance(60 * 60_000);
      const talk = await made(stage);
      const before = traces();
      const outcome = outcomeOf(await use(stage, talk));
      if (may) return expect(outcome).toMatch(/^20[01]$/);
      expect(outcome).toBe('grant-refused');
      expect(traces()).toBe(before);
    },
  );

  it.each(['of another ticket', 'of another consultation', 'of a consultation that is closed'])(
    '%s leaves a trace of who would have used it',
    async (what) => {
      stage.clock.advance(60 * 60_000);
      const talk = await wrong[what]?.made(stage);
      const before = await refusals();
      if (talk) await mirror(stage, talk);
      expect(await refusals()).toBe(before + 1);
    },
  );

  it('is used up by two thousand messages, and still closes', async () => {
    stage.clock.advance(60 * 60_000);
    const talk = await nearlyUsedUp(stage);
    const lines = Array.from({ length: mirrorBatchLimits.linesMax }, () => aLine({ id: crypto.randomUUID() }));
    const last = { ...ofTalk(stage, talk), body: aBatch({ batch: crypto.randomUUID(), lines }) };
    expect(outcomeOf(await stage.client.mirrorMessages(last))).toBe('201');
    const before = [traces(), await refusals()] as const;
    expect(outcomeOf(await mirror(stage, talk))).toBe('grant-refused');
    expect([traces(), await refusals()]).toEqual([before[0], before[1] + 1]);
    expect(outcomeOf(await stage.client.mirrorMessages(last))).toBe('201');
    expect(outcomeOf(await close(stage, talk))).toBe('200');
  });

  it('that is good is good for every use, after everybody’s session', async () => {
    stage.clock.advance(60 * 60_000);
    const talk = await opened(stage);
    stage.clock.advance(grantLimits.lifetimeMs - 1);
    const outcomes = [await upload(stage, talk), await mirror(stage, talk), await close(stage, talk)].map(outcomeOf);
    expect(outcomes).toEqual(['201', '201', '200']);
  });
});
