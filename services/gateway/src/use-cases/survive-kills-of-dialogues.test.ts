import { describe, expect, it } from 'vitest';
import { aBatch, aClosing, aLine } from '../../test/builders/dialogue.ts';
import { asCaller, employee, second } from '../../test/builders/people.ts';
import type { Death } from '../../test/fakes/fuse.ts';
import { type Scene, surviveOneDeath, type Work } from '../../test/fakes/survive-death.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { startTalk } from '../../test/fakes/talk.ts';

const callsMax = 60;
const deaths: readonly Death['when'][] = ['before-the-call', 'after-the-call'];

type Talk = Awaited<ReturnType<typeof startTalk>>;

/** Kills at every call in turn, and looks at what is left each time. How often it came so far as to die. */
async function killEverywhere(
  when: Death['when'],
  finalKind: string,
  workOn: (talk: Talk) => Promise<Work>,
  look: (talk: Talk) => Promise<void> | void,
): Promise<number> {
  for (let atCall = 1; atCall <= callsMax; atCall += 1) {
    const talk = await startTalk();
    const work = await workOn(talk);
    const scene: Scene = { ports: talk.ports, subject: talk.number, finalKind, work };
    if (!(await surviveOneDeath(scene, { atCall, when }))) return atCall - 1;
    await look(talk);
  }
  throw new Error(`It takes more than ${callsMax} calls.`);
}

const actsOf = ({ audit }: Talk, act: string) => audit.acts().filter((each) => each.startsWith(act));

describe.each(deaths)('killed %s', (when) => {
  it('at every step of a batch with files: one comment, each file once', async () => {
    const survived = await killEverywhere(
      when,
      'mirrored',
      async (talk) => {
        const lines = [aLine({ files: [talk.put(1, 'a.txt')] }), aLine({ text: '', files: [talk.put(2, 'b.txt')] })];
        const mirroring = { ...(await talk.use()), body: aBatch({ lines }) };
        return ({ contract }) => contract.mirrorMessages(mirroring);
      },
      (talk) => {
        expect(talk.shown()).toMatchObject([
          {
            ...{ message: aBatch().batch, visibility: 'public', staged: false },
            files: [{ name: 'a.txt' }, { name: 'b.txt' }],
          },
        ]);
        expect(actsOf(talk, 'consultation-mirrored')).toHaveLength(1);
      },
    );
    expect(survived).toBeGreaterThan(12);
  });

  it('at every step of a batch without files: one comment', async () => {
    const survived = await killEverywhere(
      when,
      'mirrored',
      async ({ use }) => {
        const mirroring = { ...(await use()), body: aBatch() };
        return ({ contract }) => contract.mirrorMessages(mirroring);
      },
      (talk) => {
        expect(talk.shown()).toHaveLength(1);
        expect(actsOf(talk, 'consultation-mirrored')).toHaveLength(1);
      },
    );
    expect(survived).toBeGreaterThan(7);
  });

  it('at every step of a closing: one comment, and nothing is mirrored after it', async () => {
    const survived = await killEverywhere(
      when,
      'closed',
      async ({ use }) => {
        const closing = { ...(await use()), closing: aClosing() };
        return ({ contract }) => contract.closeConsultation(closing);
      },
      async (talk) => {
        expect(talk.shown()).toMatchObject([
          { visibility: 'internal', text: expect.stringMatching(/Not rated yet\.$/) },
        ]);
        expect(actsOf(talk, 'consultation-closed')).toHaveLength(1);
        expect(await talk.mirror()).toMatchObject({ code: 'grant-refused' });
      },
    );
    expect(survived).toBeGreaterThan(7);
  });

  it('at every step of a rating: the same comment says it', async () => {
    const survived = await killEverywhere(
      when,
      'closed',
      async ({ use, close }) => {
        await close();
        const closing = { ...(await use()), closing: aClosing({ revision: 2, stars: 5 }) };
        return ({ contract }) => contract.closeConsultation(closing);
      },
      (talk) => {
        expect(talk.shown()).toMatchObject([{ text: expect.stringMatching(/Rating: 5 of 5\.$/) }]);
        expect(actsOf(talk, 'consultation-closed')).toHaveLength(1);
      },
    );
    expect(survived).toBeGreaterThan(6);
  });

  it('at every step of opening: one grant', async () => {
    const asked = { caller: asCaller(employee), consultationId: aUuid(501) };
    const survived = await killEverywhere(
      when,
      'opened',
      async ({ number }) =>
        ({ contract }) =>
          contract.openConsultation({ ...asked, number }),
      async (talk) => {
        const { number, contract } = talk;
        const known = await talk.consultations.find(asked.consultationId);
        expect(await contract.openConsultation({ ...asked, number })).toMatchObject({ grant: known?.grant });
        expect(actsOf(talk, `consultation-opened done ${asked.consultationId}`)).toHaveLength(1);
      },
    );
    expect(survived).toBeGreaterThan(5);
  });

  it('at every step of joining: consulted, once', async () => {
    const survived = await killEverywhere(
      when,
      'joined',
      async ({ number, consultationId }) =>
        ({ contract }) =>
          contract.joinConsultation({ caller: asCaller(second), number, consultationId }),
      async (talk) => {
        expect(await talk.consultations.listConsulted(talk.number)).toEqual(['e-3', 'e-4']);
        expect(actsOf(talk, 'consultation-joined')).toHaveLength(2);
      },
    );
    expect(survived).toBeGreaterThan(5);
  });
});
