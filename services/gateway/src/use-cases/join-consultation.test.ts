import { describe, expect, it } from 'vitest';
import { asCaller, colleague, employee, repairer, second, specialist } from '../../test/builders/people.ts';
import { anOrder } from '../../test/builders/words.ts';
import { consultationId, startConsulting, startTalk } from '../../test/fakes/talk.ts';
import { grantLimits } from './grant-limits.ts';

describe('joining', () => {
  it('makes a specialist of the team consulted, once', async () => {
    const { open, join, audit, consultations, number } = await startConsulting();
    await open();
    expect(await join(second)).toEqual({ kind: 'joined' });
    expect(await join(second)).toEqual({ kind: 'joined' });
    expect(await consultations.listConsulted(number)).toEqual(['e-4']);
    expect(audit.acts().filter((act) => act.startsWith('consultation-joined'))).toEqual([
      `consultation-joined done ${consultationId}`,
    ]);
  });

  it.each([repairer, colleague, employee])('is not for anybody else', async (who) => {
    const { open, join, audit } = await startConsulting();
    await open();
    expect(await join(who)).toMatchObject({ code: 'not-permitted' });
    expect(audit.acts().at(-1)).toBe('access-refused refused join-consultation');
  });

  it('is not for a specialist who asked for it', async () => {
    const { contract, number, join } = await startConsulting();
    await contract.addParticipant({ caller: asCaller(employee), number, who: second.email ?? '' });
    expect(await contract.openConsultation({ caller: asCaller(second), number, consultationId })).toMatchObject({
      kind: 'opened',
    });
    expect(await join(second)).toMatchObject({ code: 'not-permitted' });
  });

  it('needs a consultation of this ticket that is not over', async () => {
    const { join, close, clock } = await startTalk();
    expect(await join(second, 'SD-999')).toMatchObject({ code: 'not-found' });
    await close();
    expect(await join(second)).toMatchObject({ code: 'not-permitted' });
    expect(await join(specialist)).toEqual({ kind: 'joined' });
    const other = await startTalk();
    other.clock.advance(grantLimits.lifetimeMs);
    expect(await other.join(second)).toMatchObject({ code: 'not-permitted' });
    expect(clock.now()).toBeLessThan(other.clock.now());
  });

  it('lets a colleague of the assignee read the ticket, and take it over', async () => {
    const { open, join, contract, number, tracker } = await startConsulting();
    const caller = asCaller(second);
    expect(await contract.readTicket(caller, number)).toMatchObject({ code: 'not-permitted' });
    await open();
    await join(second);
    expect(await contract.readTicket(caller, number)).toMatchObject({ kind: 'read' });
    const taking = { ...anOrder(caller, number), assignee: 'e-4', expected: 'e-3' };
    expect(await contract.assignTicket(taking)).toMatchObject({ kind: 'assigned', ticket: { assignee: 'e-4' } });
    expect(tracker.tickets()).toMatchObject([{ assignee: 'account-4' }]);
  });
});
