import { describe, expect, it } from 'vitest';
import { colleague, specialist } from '../../test/builders/people.ts';
import { consultationId, startConsulting } from '../../test/fakes/talk.ts';
import { grantLimits } from './grant-limits.ts';

describe('opening', () => {
  it('gives a grant of 72 hours, the same however often it is asked for', async () => {
    const { open, clock, audit, tracker, number } = await startConsulting();
    const opened = await open();
    const expiresAt = clock.now() + grantLimits.lifetimeMs;
    expect(opened).toMatchObject({ kind: 'opened', grant: { expiresAt } });
    clock.advance(60_000);
    tracker.changeTicket(number, { status: 'closed' });
    expect(await open()).toEqual(opened);
    expect(audit.acts().at(-1)).toBe(`consultation-opened done ${consultationId}`);
  });

  it('is for those whom the ticket is about, while it is not closed', async () => {
    const { open, tracker, number, audit } = await startConsulting();
    expect(await open(colleague)).toMatchObject({ code: 'not-permitted' });
    expect(audit.acts().at(-1)).toBe('access-refused refused open-consultation');
    expect(await open(specialist)).toMatchObject({ code: 'not-permitted' });
    tracker.changeTicket(number, { status: 'closed' });
    expect(await open()).toMatchObject({ code: 'not-permitted' });
  });

  it('is for colleagues who follow the ticket in the tracker as well', async () => {
    const { open, writer, number } = await startConsulting();
    await writer.addParticipant(number, 'account-2');
    expect(await open(colleague)).toMatchObject({ kind: 'opened' });
  });

  it('under the id of another’s consultation gives nothing away', async () => {
    const { open, writer, number } = await startConsulting();
    await open();
    await writer.addParticipant(number, 'account-2');
    expect(await open(colleague)).toMatchObject({ code: 'not-permitted' });
  });
});
