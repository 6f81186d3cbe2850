import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../test/builders/new-ticket.ts';
import { asCaller, colleague, employee, everybody, second, specialist } from '../../test/builders/people.ts';
import { aComment, anOrder, aRemark } from '../../test/builders/words.ts';
import type { Death } from '../../test/fakes/fuse.ts';
import { createFakePorts, testLimits } from '../../test/fakes/gateway.ts';
import { type Scene, surviveOneDeath, type Work } from '../../test/fakes/survive-death.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { wireUseCases } from '../wire-use-cases.ts';

const callsMax = 60;
const deaths: readonly Death['when'][] = ['before-the-call', 'after-the-call'];

interface Staged {
  readonly ports: ReturnType<typeof createFakePorts>;
  readonly number: string;
}

/** A ticket of the employee's that the specialist works on. */
async function stage(): Promise<Staged> {
  const ports = createFakePorts(everybody, { people: [{ account: 'account-2', email: colleague.email ?? '' }] });
  const { contract } = wireUseCases(ports, testLimits);
  const filed = await contract.fileTicket({ caller: asCaller(employee), body: aNewTicket(), bodyDigest: 'digest' });
  if (filed.kind !== 'filed') throw new Error('The ticket was not filed.');
  const { number } = filed.ticket;
  ports.tracker.changeTicket(number, { assignee: 'account-3' });
  return { ports, number };
}

/** Kills at every call in turn, and looks at what is left each time. How often it came so far as to die. */
async function killEverywhere(
  when: Death['when'],
  finalKind: string,
  workOn: (staged: Staged) => Work,
  look: (staged: Staged) => Promise<void> | void,
): Promise<number> {
  for (let atCall = 1; atCall <= callsMax; atCall += 1) {
    const staged = await stage();
    const scene: Scene = { ports: staged.ports, subject: staged.number, finalKind, work: workOn(staged) };
    if (!(await surviveOneDeath(scene, { atCall, when }))) return atCall - 1;
    await look(staged);
  }
  throw new Error(`It takes more than ${callsMax} calls.`);
}

const actsOf = ({ ports }: Staged) => ports.audit.acts().filter((act) => !act.startsWith('ticket-filed'));

describe.each(deaths)('killed %s', (when) => {
  it.each(['public', 'internal'] as const)(
    'at every step of a comment with files (%s): one comment, each file once',
    async (visibility) => {
      const survived = await killEverywhere(
        when,
        'added',
        ({ ports, number }) => {
          const files = [1, 2].map((id) => {
            const name = `file-${id}.txt`;
            const put = ports.uploads.put({ id: aUuid(id), employeeId: 'e-3', name, content: name });
            return { uploadId: put.id, name, bytes: put.bytes, sha256: put.sha256 };
          });
          const adding = {
            caller: asCaller(specialist),
            number,
            body: aComment({ files, visibility }),
            bodyDigest: 'digest',
          };
          return ({ contract }) => contract.addComment(adding);
        },
        (staged) => {
          expect(staged.ports.tracker.comments.list(staged.number)).toMatchObject([
            {
              text: `Employee 3 (Telegram):\n${aComment().text}`,
              ...{ visibility, staged: false },
              files: [{ name: 'file-1.txt' }, { name: 'file-2.txt' }],
            },
          ]);
          expect(actsOf(staged)).toEqual([`comment-added done ${visibility}`]);
        },
      );
      expect(survived).toBeGreaterThan(12);
    },
  );

  it('at every step of a comment without files: one comment', async () => {
    const survived = await killEverywhere(
      when,
      'added',
      ({ number }) =>
        ({ contract }) =>
          contract.addComment({ caller: asCaller(employee), number, body: aComment(), bodyDigest: 'digest' }),
      (staged) => {
        expect(staged.ports.tracker.comments.list(staged.number)).toHaveLength(1);
        expect(actsOf(staged)).toEqual(['comment-added done public']);
      },
    );
    expect(survived).toBeGreaterThan(7);
  });

  const remark = aRemark({ visibility: 'internal' });

  it.each<[string, string, (staged: Staged) => Work, object, string]>([
    [
      'resolving',
      'changed',
      ({ number }) =>
        ({ contract }, run) =>
          contract.moveTicket(anOrder(asCaller(specialist), number, { remark, ...run }), 'resolved'),
      { status: 'resolved' },
      'ticket-moved done to-resolved',
    ],
    [
      'handing over to a team',
      'changed',
      ({ number }) =>
        ({ contract }, run) =>
          contract.transferTicket(anOrder(asCaller(specialist), number, { remark, ...run }), 'repair'),
      { team: 'repair', assignee: null },
      'ticket-transferred done to-team-repair',
    ],
    [
      'setting a priority',
      'changed',
      ({ number }) =>
        ({ contract }, run) =>
          contract.prioritiseTicket(anOrder(asCaller(specialist), number, { remark, ...run }), 'low'),
      { priority: 'low' },
      'ticket-prioritised done to-low',
    ],
    [
      'handing on to a colleague',
      'assigned',
      ({ number }) =>
        ({ contract }, run) =>
          contract.assignTicket({
            ...anOrder(asCaller(specialist), number, { remark, ...run }),
            assignee: second.employeeId,
            expected: specialist.employeeId,
          }),
      { assignee: 'account-4' },
      'ticket-assigned done to-e-4',
    ],
  ])('at every step of %s: the words once, and done', async (_, finalKind, workOn, left, act) => {
    const survived = await killEverywhere(when, finalKind, workOn, (staged) => {
      expect(staged.ports.tracker.tickets()).toMatchObject([left]);
      expect(staged.ports.tracker.comments.list(staged.number)).toMatchObject([{ message: remark.message }]);
      const [said, ...changed] = actsOf(staged);
      expect([said, new Set(changed)]).toEqual(['comment-added done internal', new Set([act])]);
    });
    expect(survived).toBeGreaterThan(10);
  });

  it('at every step of letting a colleague in: they are in, once', async () => {
    const survived = await killEverywhere(
      when,
      'added',
      ({ number }) =>
        ({ contract }) =>
          contract.addParticipant({ caller: asCaller(employee), number, who: colleague.email ?? '' }),
      async (staged) => {
        expect(await staged.ports.participants.list(staged.number)).toEqual(['e-2']);
        expect(staged.ports.tracker.participants.get(staged.number)).toEqual(['account-2']);
        expect(actsOf(staged)).toEqual(['participant-added done added-e-2']);
      },
    );
    expect(survived).toBeGreaterThan(6);
  });
});
