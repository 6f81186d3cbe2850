import { describe, expect, it } from 'vitest';
import { type Caller, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam } from '../../../test/fakes/memory-team.ts';
import { tellSupervisors } from './tell-supervisors.ts';
import { tellVerdict } from './tell-verdict.ts';

const olena = caller(1);
const head = caller(5, { role: 'supervisor', teams: ['it-support'] });
const [first, second] = ['00000001', '00000002'];

/** A desk where the phone alone opens nothing. `here`: who was let in before that. */
async function setting({ byMail = true, here = [] as readonly Caller[] } = {}) {
  const bot = memoryTeam();
  for (const { phone, profile } of [olena, head]) bot.gateway.employ(phone, profile);
  for (const who of here) await bot.shareOwnPhone(who);
  bot.gateway.confirmSignIns({ byMail });
  const openDrafts = () => [...bot.desk.tables.drafts.values()].filter(({ state }) => state.kind === 'open');
  return { ...bot, openDrafts };
}

describe('a sign-in that needs a code', () => {
  it('asks for it, opens nothing before, and removes phone and code from the chat', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    expect(bot.last(olena).screen).toMatchObject({
      kind: 'confirmation-needed',
      mail: { domain: 'example.test', state: 'sent' },
      comparisonCode: null,
    });
    expect(bot.desk.tables.people.size).toBe(0);
    const messageId = await bot.write(olena, '0000 0001');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'signed-in', resumed: false });
    expect(bot.window.deleted(olena.telegramId)).toContain(messageId);
    expect(bot.window.deleted(olena.telegramId)).toHaveLength(2);
    expect(bot.openDrafts()).toEqual([]);
  });

  it('goes on with what was written before it, and while it waited', async () => {
    const bot = await setting();
    await bot.write(olena, 'The printer on the second floor is jammed.');
    await bot.shareOwnPhone(olena);
    await bot.pass(5_000);
    await bot.write(olena, 'It is the big one.');
    expect(bot.last(olena).screen).toEqual({ kind: 'confirmation-first' });
    await bot.write(olena, first);
    expect(bot.openDrafts()).toHaveLength(1);
    expect(JSON.stringify(bot.openDrafts())).toContain('It is the big one.');
    expect(JSON.stringify(bot.openDrafts())).not.toContain(`"text":"${first}"`);
  });

  it('says how many tries are left, and when only a new code helps', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    const left: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      await bot.write(olena, '99999999');
      left.push(bot.last(olena).screen);
    }
    expect(left).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ kind: 'code-wrong', triesLeft })));
    await bot.pass(60_000);
    await bot.press(olena, 'resend-code');
    await bot.write(olena, second);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'signed-in' });
  });

  it('sends another code a minute later, and the one before counts no more', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'resend-code');
    expect(bot.last(olena).screen).toEqual({ kind: 'code-too-soon', at: bot.clock.now() + 60_000 });
    await bot.pass(60_000);
    await bot.press(olena, 'resend-code');
    await bot.write(olena, first);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'code-wrong' });
    await bot.write(olena, second);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'signed-in' });
  });

  it('can be cancelled, and its buttons have had their day then', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'cancel-confirmation');
    expect(bot.last(olena)).toMatchObject({
      screen: { kind: 'confirmation-cancelled' },
      keyboard: { kind: 'share-phone' },
    });
    const confirmationId = [...bot.gateway.state.confirmations.keys()][0] ?? '';
    await bot.hear(olena, { kind: 'pressed', action: { kind: 'resend-code', confirmationId } });
    expect(bot.last(olena).screen).toEqual({ kind: 'stale-button' });
  });

  it('waits while the gateway is away, and the code can be written again', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    bot.gateway.setGateway('down');
    await bot.write(olena, first);
    expect(bot.last(olena).screen).toEqual({ kind: 'code-unchecked' });
    bot.gateway.setGateway('up');
    await bot.write(olena, first);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'signed-in' });
  });

  it('begins anew once its time is over', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    for (const [id, waiting] of bot.gateway.state.confirmations) {
      bot.gateway.state.confirmations.set(id, { ...waiting, over: true });
    }
    await bot.write(olena, first);
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'confirmation-over' }, keyboard: { kind: 'share-phone' } });
  });
});

describe('a code that comes late', () => {
  it('never becomes part of a ticket, neither after the sign-in nor after it was cancelled', async () => {
    const bot = await setting();
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'cancel-confirmation');
    await bot.write(olena, first);
    expect(bot.last(olena).screen).toEqual({ kind: 'code-stale' });
    await bot.shareOwnPhone(olena);
    await bot.write(olena, first);
    await bot.write(olena, first);
    expect(bot.last(olena).screen).toEqual({ kind: 'code-stale' });
    expect(bot.openDrafts()).toEqual([]);
  });

  it('is a number like any other from somebody who has waited for none', async () => {
    const bot = await setting({ here: [olena] });
    await bot.write(olena, '12345678');
    expect(JSON.stringify(bot.openDrafts())).toContain('12345678');
  });
});

describe('without a mailbox', () => {
  it('there is no code to resend, and a supervisor to ask', async () => {
    const bot = await setting({ byMail: false });
    await bot.shareOwnPhone(olena);
    const { screen, keyboard } = bot.last(olena);
    expect(screen).toMatchObject({ kind: 'confirmation-needed', mail: null });
    expect(JSON.stringify(keyboard)).not.toContain('resend-code');
    expect(JSON.stringify(keyboard)).toContain('ask-supervisor');
  });

  it('and without a supervisor the desk is named', async () => {
    const bot = await setting({ byMail: false });
    bot.gateway.dismiss(head.phone);
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'ask-supervisor');
    expect(bot.last(olena).screen).toEqual({ kind: 'no-supervisor', contact: 'desk@company.example' });
  });
});

describe('a supervisor', () => {
  async function asked() {
    const bot = await setting({ here: [head] });
    await bot.shareOwnPhone(olena);
    await bot.press(olena, 'ask-supervisor');
    const [confirmationId = ''] = bot.gateway.state.confirmations.keys();
    const desk = { ...bot.desk, clock: bot.clock, policy: bot.policy };
    const cause = { kind: 'job', name: 'test' } as const;
    await tellSupervisors(desk)([head.profile.employeeId, 'e-404'], cause);
    await bot.settle();
    const settled = async (verdict: 'confirm' | 'refuse') => {
      await tellVerdict(desk)({ confirmationId, verdict }, cause);
      await bot.settle();
    };
    return { ...bot, settled };
  }

  it('hears that somebody waits, without a name, and reads it with their own session', async () => {
    const bot = await asked();
    expect(bot.last(olena).screen).toMatchObject({ kind: 'confirmation-needed', comparisonCode: '4711' });
    expect(bot.last(head).screen).toEqual({ kind: 'confirmation-asked' });
    await bot.press(head, 'confirmations');
    const { displayName, department } = olena.profile;
    expect(bot.last(head).screen).toMatchObject({ kind: 'confirmation-request', displayName, department });
  });

  it('confirms, and one tap lets the colleague in', async () => {
    const bot = await asked();
    await bot.press(olena, 'finish-confirmation');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'confirmation-not-yet', comparisonCode: '4711' });
    await bot.press(head, 'confirmations');
    await bot.press(head, 'judge-confirmation', { verdict: 'confirm' });
    expect(bot.last(head).screen).toEqual({ kind: 'confirmation-judged', outcome: 'confirm' });
    await bot.settled('confirm');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'confirmation-settled', verdict: 'confirm' });
    await bot.press(olena, 'finish-confirmation');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'signed-in' });
  });

  it('refuses, and the colleague hears where to turn', async () => {
    const bot = await asked();
    await bot.press(head, 'confirmations');
    await bot.press(head, 'judge-confirmation', { verdict: 'refuse' });
    await bot.settled('refuse');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'confirmation-settled', verdict: 'refuse' });
    await bot.write(olena, first);
    expect(bot.last(olena).screen).toEqual({ kind: 'code-stale' });
  });

  it('is the only one who may: others have no such button', async () => {
    const bot = await asked();
    await bot.write(olena, first);
    await bot.hear(olena, { kind: 'pressed', action: { kind: 'confirmations' } });
    expect(bot.last(olena).screen).toEqual({ kind: 'not-for-you' });
  });
});
