import { askSupervisor, confirmationLimits, startConfirmation } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { asCaller, employee, everybody, repairer, specialist, supervisor } from '../../../test/builders/people.ts';
import { aDirectoryEntry } from '../../../test/fakes/directory.ts';
import { createFakePorts, testLimits } from '../../../test/fakes/gateway.ts';
import { aUuid } from '../../../test/fakes/system.ts';
import type { DirectoryEntry } from '../../ports/directory.ts';
import { wireUseCases } from '../../wire-use-cases.ts';

const { lastsMs, resendAfterMs, codeMs, wrongTriesMax, codesPerPersonPerHourMax, verdictsPerSupervisorPerHourMax } =
  confirmationLimits;
const phoneOf = ({ phones }: DirectoryEntry) => phones[0] ?? '';
const wrong = '99999999';

function start(people: readonly DirectoryEntry[] = everybody) {
  const ports = createFakePorts(people);
  const signIns = { ...testLimits.signIns, person: { attemptsMax: 50, windowMs: 3_600_000 } };
  const limits = {
    ...testLimits,
    signIns: { ...signIns, phone: signIns.person },
    confirmation: { kind: 'email' },
  } as const;
  const { contract } = wireUseCases(ports, limits);

  async function knock(person = employee, telegramUserId = 11) {
    const outcome = await contract.openSession({ telegramUserId, phone: phoneOf(person) });
    if (outcome.kind !== 'confirmation-needed') throw new Error(`No confirmation was asked for: ${outcome.kind}.`);
    const { confirmation } = outcome;
    const own = { confirmationId: confirmation.id, telegramUserId };
    return {
      confirmation,
      own,
      submit: (code = ports.mailer.sent.at(-1)?.text ?? '') => contract.submitCode({ ...own, code }),
      resend: () => contract.sendCode(own),
      ask: () => contract.askSupervisor(own),
      redeem: () => contract.redeemConfirmation(own),
    };
  }

  /** A supervisor who has been here, a colleague who waits for them, and the request as the supervisor reads it. */
  async function ask(person = specialist) {
    await (await knock(supervisor, 15)).submit();
    const waiting = await knock(person, 13);
    await waiting.ask();
    const listed = await contract.listConfirmations(asCaller(supervisor));
    const [request] = listed.kind === 'listed' ? listed.waiting : [];
    const judge = (verdict: 'confirm' | 'refuse', by = supervisor, comparisonCode = request?.comparisonCode ?? '') =>
      contract.judgeConfirmation(asCaller(by), { confirmationId: waiting.own.confirmationId, verdict, comparisonCode });
    return { ...waiting, request, judge };
  }
  return { ...ports, contract, knock, ask };
}

describe('a first sign-in', () => {
  it('gives out nothing about the person but where their mail goes, before the code is right', async () => {
    const { knock, mailer, sessions } = start();
    const { confirmation } = await knock();
    const said = JSON.stringify(confirmation);
    for (const secret of [employee.displayName, employee.employeeId, employee.email ?? '', phoneOf(employee)]) {
      expect(said).not.toContain(secret);
    }
    expect(confirmation.mail).toMatchObject({ domain: 'example.test', state: 'sent', triesLeft: wrongTriesMax });
    expect(mailer.sent).toMatchObject([{ to: employee.email }]);
    expect(await sessions.listOpen(employee.employeeId)).toEqual([]);
  });

  it('opens with the code, and binds the account then and not before', async () => {
    const { knock, audit } = start();
    expect(await (await knock()).submit()).toMatchObject({ kind: 'opened', answer: { person: { employeeId: 'e-1' } } });
    expect(audit.acts()).toEqual([
      'confirmation-sent done telegram-11',
      'confirmed done code',
      'binding-created done telegram-11',
      'signed-in done',
    ]);
  });

  it('needs no code for 12 h, and one after that', async () => {
    const { knock, contract, clock } = start();
    await (await knock()).submit();
    clock.advance(lastsMs);
    expect(await contract.openSession({ telegramUserId: 11, phone: phoneOf(employee) })).toMatchObject({
      kind: 'opened',
    });
    clock.advance(1);
    expect((await knock()).confirmation.mail).toMatchObject({ state: 'sent' });
  });

  it('is refused as ever to an account that is not theirs, without a letter', async () => {
    const { knock, contract, mailer } = start();
    await (await knock()).submit();
    for (const attempt of [
      { telegramUserId: 12, phone: phoneOf(employee) },
      { telegramUserId: 11, phone: phoneOf(specialist) },
      { telegramUserId: 12, phone: '+380509999999' },
    ]) {
      expect(await contract.openSession(attempt)).toMatchObject({ kind: 'refused', code: 'access-refused' });
    }
    expect(mailer.sent).toHaveLength(1);
  });

  it('waits on where it was when the phone is shared again', async () => {
    const { knock, mailer, clock } = start();
    const first = await knock();
    const again = await knock();
    expect(again.own).toEqual(first.own);
    expect(mailer.sent).toHaveLength(1);
    clock.advance(resendAfterMs);
    await knock();
    expect(mailer.sent).toHaveLength(2);
  });
});

describe('a code', () => {
  it('that is wrong says how many tries are left, and is audited', async () => {
    const { knock, audit } = start();
    const { submit } = await knock();
    expect(await submit(wrong)).toMatchObject({ code: 'code-wrong', triesLeft: wrongTriesMax - 1 });
    expect(audit.acts().at(-1)).toBe('confirmation-failed refused wrong-code');
  });

  /** @claim border Of a hundred codes tried at the same moment five are compared: the others find the code worthless. */
  it('is compared five times, however many try at once', async () => {
    const { knock, audit } = start();
    const { submit } = await knock();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => submit(wrong)));
    expect(audit.acts().filter((act) => act.startsWith('confirmation-failed'))).toHaveLength(wrongTriesMax);
    expect(outcomes.some(({ kind }) => kind === 'opened')).toBe(false);
    expect(await submit()).toMatchObject({ code: 'code-wrong', triesLeft: 0 });
  });

  it('opens one session, and the same again for a moment only where its answer was lost', async () => {
    const { knock, clock, sessions } = start();
    const { submit } = await knock();
    const both = await Promise.all([submit(), submit()]);
    expect(both.map(({ kind }) => kind)).toEqual(['opened', 'opened']);
    clock.advance(confirmationLimits.repeatMs);
    expect(await submit()).toMatchObject({ code: 'confirmation-over' });
    expect((await sessions.listOpen('e-1')).length).toBeLessThanOrEqual(2);
  });

  it('opens nothing more once its binding was released, not even for a moment', async () => {
    const { knock, bindings, clock, audit } = start();
    const { submit } = await knock();
    await submit();
    const entry = audit.entries.at(-1);
    if (!entry) throw new Error('Nothing was recorded.');
    await bindings.release(employee.employeeId, { at: clock.now(), audit: entry });
    expect(await submit()).toMatchObject({ code: 'confirmation-over' });
  });

  it('is worthless once another was sent, and after ten minutes', async () => {
    const { knock, mailer, clock } = start();
    const { submit, resend } = await knock();
    expect(await resend()).toMatchObject({ code: 'too-many-attempts', retryAfterSeconds: 60 });
    clock.advance(resendAfterMs);
    await resend();
    const [first, second] = mailer.sent.map(({ text }) => text);
    expect(await submit(first)).toMatchObject({ code: 'code-wrong' });
    clock.advance(codeMs);
    expect(await submit(second)).toMatchObject({ code: 'code-wrong', triesLeft: 0 });
  });

  it('is of no use to another account, nor in another confirmation', async () => {
    const { knock, contract, mailer } = start();
    const { own } = await knock();
    const code = mailer.sent.at(-1)?.text ?? '';
    expect(await contract.submitCode({ ...own, telegramUserId: 12, code })).toMatchObject({
      code: 'confirmation-over',
    });
    const other = await knock(repairer, 16);
    expect(await other.submit(code)).toMatchObject({ code: 'code-wrong' });
  });

  /** @claim border One person is sent five codes an hour at most, from however many accounts they are asked for. */
  it('is sent five times an hour at most', async () => {
    const { knock, mailer, clock } = start();
    for (let account = 1; account <= 2 * codesPerPersonPerHourMax; account += 1) {
      await knock(employee, account);
      clock.advance(resendAfterMs);
    }
    expect(mailer.sent).toHaveLength(codesPerPersonPerHourMax);
    expect((await knock(employee, 99)).confirmation.mail).toMatchObject({ state: 'too-many', triesLeft: 0 });
  });

  it('that the mail server did not take can be asked for again at once', async () => {
    const { knock, mailer, audit } = start();
    mailer.setDown(true);
    const { confirmation, resend, submit } = await knock();
    expect(confirmation.mail).toMatchObject({ state: 'failed' });
    expect(audit.acts()).toEqual(['confirmation-sent failed mail-down']);
    mailer.setDown(false);
    expect(await resend()).toMatchObject({ kind: 'tried', confirmation: { mail: { state: 'sent' } } });
    expect(await submit()).toMatchObject({ kind: 'opened' });
  });

  it('opens nothing for somebody who has left meanwhile', async () => {
    const { knock, directory } = start();
    const { submit } = await knock();
    directory.change(employee.employeeId, { active: false });
    expect(await submit()).toMatchObject({ code: 'access-refused' });
  });
});

it('somebody without a mailbox is told so, and asks a supervisor', async () => {
  const { knock, mailer } = start([aDirectoryEntry(1, { email: null })]);
  const { confirmation, ask } = await knock();
  expect(confirmation).toMatchObject({ mail: null, supervisor: 'not-asked' });
  expect(mailer.sent).toEqual([]);
  expect(await ask()).toMatchObject({ code: 'no-supervisor' });
});

describe('a supervisor', () => {
  it('reads who it is with their own session, and lets them in', async () => {
    const { ask, audit, pendingEvents } = start();
    const { request, judge, redeem } = await ask();
    expect(request).toMatchObject({ displayName: specialist.displayName, department: specialist.department });
    expect(await redeem()).toMatchObject({ kind: 'not-yet' });
    expect(await judge('confirm')).toEqual({ kind: 'judged' });
    expect(await redeem()).toMatchObject({ kind: 'opened', answer: { person: { employeeId: specialist.employeeId } } });
    expect(audit.acts()).toContain('confirmed done supervisor');
    expect(audit.entries.find(({ act }) => act === 'confirmed-by-supervisor')).toMatchObject({
      actor: { id: supervisor.employeeId },
      on: { kind: 'person', id: specialist.employeeId },
      outcome: 'done',
    });
    expect(pendingEvents).toMatchObject([
      { kind: 'confirmation-asked', supervisors: [supervisor.employeeId] },
      { kind: 'confirmation-settled', verdict: 'confirm' },
    ]);
    expect(JSON.stringify(pendingEvents)).not.toContain(specialist.employeeId);
  });

  it('who refuses ends it: neither code nor button opens any more', async () => {
    const { ask } = start();
    const { judge, redeem, submit } = await ask();
    expect(await judge('refuse')).toEqual({ kind: 'judged' });
    expect(await redeem()).toMatchObject({ code: 'confirmation-over' });
    expect(await submit()).toMatchObject({ code: 'confirmation-over' });
  });

  /** @claim border Only a supervisor of the same department or team confirms a colleague, never themselves, and ten an hour at most. */
  it('confirms nobody who is not theirs to confirm', async () => {
    const { ask, audit, contract } = start();
    const { judge, own } = await ask();
    const elsewhere = { ...supervisor, employeeId: 'e-8', department: 'Elsewhere', teams: ['repair'] };
    for (const by of [specialist, employee, elsewhere]) {
      expect(await judge('confirm', by)).toMatchObject({ code: 'not-permitted' });
    }
    expect(audit.acts().filter((act) => act === 'confirmed-by-supervisor refused not-permitted')).toHaveLength(3);
    expect(await contract.listConfirmations(asCaller(elsewhere))).toEqual({ kind: 'listed', waiting: [] });
    expect(await contract.listConfirmations(asCaller(specialist))).toMatchObject({ code: 'not-permitted' });
    expect(await judge('confirm', supervisor, 'none')).toMatchObject({ code: 'confirmation-over' });
    for (let count = 0; count < 9; count += 1) await judge('confirm', supervisor, 'none');
    expect(await judge('confirm')).toMatchObject({ code: 'too-many-attempts' });
    expect(await contract.redeemConfirmation(own)).toMatchObject({ kind: 'not-yet' });
  });

  it('who is none fills no log with refusals', async () => {
    const { ask, audit } = start();
    const { judge } = await ask();
    for (let count = 0; count < verdictsPerSupervisorPerHourMax + 3; count += 1) await judge('confirm', employee);
    const refused = audit.acts().filter((act) => act === 'confirmed-by-supervisor refused not-permitted');
    expect(refused).toHaveLength(verdictsPerSupervisorPerHourMax);
    expect(audit.acts().filter((act) => act === 'rate-limited refused confirmations')).toHaveLength(1);
    expect(await judge('confirm', employee)).toMatchObject({ code: 'too-many-attempts' });
  });

  it('sees a colleague who waits behind very many of others', async () => {
    const others = Array.from({ length: 120 }, (_, index) => aDirectoryEntry(100 + index, { department: 'Elsewhere' }));
    const { ask, confirmations, clock } = start([...everybody, ...others]);
    for (const [index, { employeeId }] of others.entries()) {
      const own = { id: aUuid(500 + index), employeeId, telegramUserId: 500 + index };
      const asked = askSupervisor(startConfirmation(own, clock.now()), '0000', clock.now());
      if (asked.kind !== 'asked') throw new Error('A supervisor was not asked.');
      await confirmations.save({ confirmation: asked.confirmation, sealedPhone: '', expected: 0 }, []);
    }
    expect((await ask()).request).toMatchObject({ displayName: specialist.displayName });
  });
});
