import type { AuditEntry } from '@desk/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommentStep, DeskComments } from '../../src/ports/desk-comments.ts';
import { participantsPerTicketMax, type TicketParticipants } from '../../src/ports/ticket-participants.ts';
import { aUuid, testStart } from '../fakes/system.ts';

export interface DeskCommentsUnderTest {
  readonly comments: DeskComments;
  readonly participants: TicketParticipants;
  acts(): Promise<readonly string[]>;
}

const message = aUuid(1);
const intent = {
  message,
  number: 'SD-1',
  employeeId: 'e-1',
  consultation: null,
  visibility: 'public',
  bodyDigest: 'digest',
  at: testStart,
} as const;

function entry(act: AuditEntry['act']): AuditEntry {
  const on = { kind: 'ticket', id: 'SD-1' } as const;
  return { act, actor: { kind: 'person', id: 'e-1' }, on, outcome: 'done', reason: null, at: testStart };
}

/** What every store of comments and participants keeps to. A fresh one for each test. */
export function describeDeskComments(name: string, open: () => Promise<DeskCommentsUnderTest>): void {
  describe(`comment stores: ${name}`, () => {
    let under: DeskCommentsUnderTest;
    beforeEach(async () => {
      under = await open();
    });

    it('begin a comment once', async () => {
      const { at: _, ...kept } = intent;
      const begun = await under.comments.begin(intent);
      expect(begun).toEqual({ kind: 'begun', comment: { ...kept, step: { kind: 'intended' } } });
      expect(await under.comments.begin({ ...intent, at: testStart + 1 })).toEqual(begun);
      expect(await under.comments.find(message)).toMatchObject(kept);
      expect(await under.comments.find(aUuid(2))).toBeNull();
    });

    it('replace a body only while the tracker has not been asked', async () => {
      await under.comments.begin(intent);
      const another = { ...intent, bodyDigest: 'another', visibility: 'internal', number: 'SD-2' } as const;
      const replaced = { bodyDigest: 'another', visibility: 'internal', number: 'SD-2' };
      expect(await under.comments.begin(another)).toMatchObject({ kind: 'begun', comment: replaced });
      await under.comments.saveStep(message, { kind: 'posting', attemptedAt: testStart, lookups: 0, filesRefused: [] });
      expect(await under.comments.begin(intent)).toEqual({ kind: 'another-body' });
      expect(await under.comments.begin({ ...another, employeeId: 'e-2' })).toEqual({ kind: 'another-person' });
    });

    it.each<CommentStep>([
      { kind: 'intended' },
      { kind: 'posting', attemptedAt: testStart + 5, lookups: 3, filesRefused: [aUuid(11)] },
      { kind: 'staged', commentId: '1001', filesRefused: [aUuid(11), aUuid(12)] },
      { kind: 'posted', commentId: '1001', filesRefused: [] },
    ])('keep the step $kind', async (step) => {
      await under.comments.begin(intent);
      await under.comments.saveStep(message, step);
      expect((await under.comments.find(message))?.step).toEqual(step);
    });

    it('finish once', async () => {
      await under.comments.begin(intent);
      const posted = { kind: 'posted', commentId: '1001', filesRefused: [aUuid(11), aUuid(12)] } as const;
      const finish = () => under.comments.finish(message, posted, entry('comment-added'));
      await Promise.all([finish(), finish(), finish()]);
      await finish();
      expect((await under.comments.find(message))?.step).toEqual(posted);
      expect(await under.acts()).toEqual(['comment-added']);
    });

    it('know who wrote what, and nothing of what did not come through the desk', async () => {
      await under.comments.begin(intent);
      await under.comments.begin({ ...intent, message: aUuid(2), employeeId: 'e-2' });
      const authors = await under.comments.findAuthors([message, aUuid(2), aUuid(3)]);
      expect(authors).toEqual(
        new Map([
          [message, 'e-1'],
          [aUuid(2), 'e-2'],
        ]),
      );
      expect(await under.comments.findAuthors([])).toEqual(new Map());
    });

    it('name nobody as the author of what was said in a consultation', async () => {
      await under.comments.begin({ ...intent, consultation: aUuid(7) });
      expect(await under.comments.find(message)).toMatchObject({ consultation: aUuid(7) });
      expect(await under.comments.findAuthors([message])).toEqual(new Map());
    });

    it('let a colleague in once, and no more than fifty', async () => {
      const letIn = (number: number) =>
        under.participants.add(
          { number: 'SD-1', employeeId: `e-${number}`, addedBy: 'e-1', at: testStart + number },
          entry('participant-added'),
        );
      expect([await letIn(2), await letIn(3), await letIn(2)]).toEqual(['added', 'added', 'already']);
      expect(await under.participants.list('SD-1')).toEqual(['e-2', 'e-3']);
      expect(await under.participants.list('SD-2')).toEqual([]);
      expect(await under.acts()).toEqual(['participant-added', 'participant-added']);
      for (let number = 4; number < participantsPerTicketMax + 2; number += 1) await letIn(number);
      expect([await letIn(100), await letIn(3)]).toEqual(['full', 'already']);
      expect(await under.participants.list('SD-1')).toHaveLength(participantsPerTicketMax);
    });
  });
}
