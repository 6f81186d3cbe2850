import { describe, expect, it } from 'vitest';
import { aClosing } from '../../test/builders/dialogue.ts';
import { consultationId, startTalk } from '../../test/fakes/talk.ts';
import { grantLimits } from './grant-limits.ts';

describe('closing', () => {
  it('tells colleagues how it went, and ends the mirroring at once, the grant after two hours', async () => {
    const { close, mirror, shown, authentication, grant, clock } = await startTalk();
    expect(await close()).toMatchObject({ kind: 'closed', commentId: shown()[0]?.id });
    expect(shown()).toMatchObject([{ message: consultationId, visibility: 'internal' }]);
    expect(shown()[0]?.text).toContain('Took part: Employee 1, Employee 3.\nWaited: 3 min. Talked: 12 min.');
    expect(await mirror()).toMatchObject({ code: 'grant-refused' });
    clock.advance(grantLimits.lifetimeAfterClosingMs - 1);
    expect(await authentication.consultation(grant.id)).toMatchObject({ kind: 'consultation' });
    clock.advance(1);
    expect(await authentication.consultation(grant.id)).toMatchObject({ code: 'grant-refused' });
  });

  it('keeps the latest revision in the same comment, whichever comes last', async () => {
    const { close, shown, audit } = await startTalk();
    const first = await close(aClosing({ revision: 1 }));
    const rated = aClosing({ revision: 3, stars: 5, comment: 'Fast' });
    expect(await close(rated)).toEqual(first);
    expect(await close(aClosing({ revision: 2, stars: 1 }))).toEqual(first);
    expect(await close(rated)).toEqual(first);
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toMatchObject({
      visibility: 'internal',
      text: expect.stringMatching(/Rating: 5 of 5\.\nComment on the rating:\n│ Fast$/),
    });
    expect(audit.acts().slice(-2)).toEqual([
      `consultation-closed done ${consultationId}`,
      'comment-edited done internal',
    ]);
  });

  it('whose first answer was lost is found, and brought to the revision that asks', async () => {
    const { close, shown, tracker, clock } = await startTalk();
    tracker.failNext('post', { kind: 'lost-before' });
    expect(await close()).toMatchObject({ code: 'still-working' });
    clock.advance(30_000);
    expect(await close(aClosing({ revision: 2, stars: 4 }))).toMatchObject({ kind: 'closed' });
    expect(shown()).toMatchObject([{ text: expect.stringMatching(/Rating: 4 of 5\.$/) }]);
  });

  it.each([
    [{ kind: 'lost-after' }, 'tracker-down'],
    [{ kind: 'down', retryAfterMs: null }, 'tracker-down'],
    [{ kind: 'refused', reason: 'not-found' }, 'not-found'],
    [{ kind: 'refused', reason: 'invalid' }, 'ticket-refused'],
  ] as const)('that is not changed (%j) is changed when asked again', async (fault, code) => {
    const { close, shown, tracker } = await startTalk();
    await close();
    tracker.failNext('edit', fault);
    const rated = aClosing({ revision: 2, stars: 4 });
    expect(await close(rated)).toMatchObject({ code });
    expect(await close(rated)).toMatchObject({ kind: 'closed' });
    expect(shown()).toMatchObject([{ text: expect.stringMatching(/Rating: 4 of 5\.$/) }]);
  });

  it('names nobody who did not take part', async () => {
    const { close, shown } = await startTalk();
    await close(aClosing({ participants: ['e-3', 'e-6', 'nobody'] }));
    expect(shown()[0]?.text).toContain('Took part: Employee 1, Employee 3.');
  });
});
