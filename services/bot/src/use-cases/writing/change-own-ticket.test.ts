import { describe, expect, it } from 'vitest';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf } from '../../../test/fakes/memory-conversations.ts';
import { specialist, supervisor } from '../../../test/fakes/memory-team.ts';
import { given, minute, olena, press, saidOf, send, stateOf, wordsKept } from '../../../test/fakes/writing-steps.ts';

const petro = specialist(3, 'Петро Лис');
const marta = supervisor(4, 'Марта Гай');
const oksana = specialist(5, 'Оксана Мороз', { teams: ['applications'] });

describe('a requester', () => {
  it('withdraws with a word of why', async () => {
    const { team, ticketId } = await given();
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'more-ways');
    await team.press(olena, 'write', { what: 'withdraw' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-asked', number: 'SD-101' });
    await send(team, olena, { text: 'Уже працює.' });
    expect(stateOf(team)?.status).toBe('closed');
    expect(saidOf(team)).toEqual([{ text: 'Уже працює.', visibility: 'public' }]);
    expect(team.ticket(ticketId).ticket.status).toBe('closed');
    const done = team.seen(olena).find(({ card }) => card === 'writing');
    expect(done?.screen).toMatchObject({ kind: 'change-done', change: { to: 'closed' } });
    expect(wordsKept(team)).toEqual([]);
  });

  it('withdraws without a word, or changes their mind', async () => {
    const { team, ticketId } = await given();
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'more-ways');
    await team.press(olena, 'write', { what: 'withdraw' });
    await press(team, olena, 'end-writing', { how: 'cancel' });
    expect(stateOf(team)?.status).toBe('new');
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-ended', said: false });
    await team.press(olena, 'write', { what: 'withdraw' });
    await press(team, olena, 'go-wordless');
    expect(stateOf(team)?.status).toBe('closed');
    expect(saidOf(team)).toEqual([]);
  });

  it('opens again what is closed', async () => {
    const { team, ticketId } = await given();
    await team.hearTracker(ticketId, { status: 'closed' });
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'write', { what: 'reopen' });
    await send(team, olena, { text: 'Знову зник.' });
    expect(stateOf(team)?.status).toBe('waiting-for-support');
    expect(saidOf(team)).toEqual([{ text: 'Знову зник.', visibility: 'public' }]);
  });

  it('raises the priority, never lowers it, and says why', async () => {
    const { team, ticketId } = await given();
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'more-ways');
    await team.press(olena, 'priority-of');
    expect(buttonsOf(team.last(olena)).flatMap((way) => (way.kind === 'set-priority' ? [way.priority] : []))).toEqual([
      'critical',
      'high',
    ]);
    await team.press(olena, 'set-priority', { priority: 'high' });
    await send(team, olena, { file: aFile() });
    expect(team.last(olena).screen).toMatchObject({ kind: 'words-needed' });
    await send(team, olena, { text: 'Стоїть каса.' });
    expect(stateOf(team)?.priority).toBe('high');
    expect(saidOf(team)).toEqual([{ text: 'Стоїть каса.', visibility: 'public' }]);
  });

  it('adds a colleague by a number, an address, or their card', async () => {
    const { team } = await given();
    team.gateway.employ(petro.phone, petro.profile);
    const add = async () => team.press(olena, 'write', { what: 'participant' });
    await team.press(olena, 'open-ticket');
    await add();
    await send(team, olena, { text: 'Петро з третього поверху' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'address-needed' });
    await send(team, olena, { text: 'nobody@company.example' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'change-refused', reason: 'person-unknown' });
    await add();
    await send(team, olena, { text: petro.phone });
    expect(team.last(olena).screen).toMatchObject({ kind: 'change-done', displayName: 'Петро Лис' });
    await add();
    const contact = {
      messageId: 900,
      phone: petro.phone,
      contactUserId: petro.telegramId,
      forwarded: false,
      name: 'Олена',
    };
    await team.hear(olena, { kind: 'contact', contact });
    await team.work();
    expect(team.last(olena).screen).toMatchObject({ kind: 'change-done', displayName: 'Петро Лис' });
    expect(saidOf(team)).toEqual([]);
    expect(wordsKept(team)).toEqual([]);
  });

  it('who added a colleague let them read it; nobody else may', async () => {
    const { team, ticketId } = await given();
    for (const who of [oksana, marta]) await team.signIn(who);
    const open = { kind: 'pressed', action: { kind: 'open-ticket', ticketId, below: true } } as const;
    await team.hear(oksana, open);
    expect(team.last(oksana).screen).toMatchObject({ kind: 'not-for-you' });
    await team.press(olena, 'open-ticket');
    await team.press(olena, 'write', { what: 'participant' });
    await send(team, olena, { text: oksana.phone });
    await team.hear(oksana, open);
    expect(team.last(oksana).screen).toMatchObject({ kind: 'ticket-details' });
    expect(buttonsOf(team.last(oksana))[0]).toMatchObject({ kind: 'write', what: 'comment' });
    team.gateway.setTracker('down');
    await team.hear(oksana, open);
    expect(team.last(oksana).screen).toMatchObject({ kind: 'not-for-you' });
  });

  it('is told once where it waits for the tracker, and where it cannot be', async () => {
    const { team, ticketId } = await given();
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'more-ways');
    await team.press(olena, 'write', { what: 'withdraw' });
    team.gateway.setTracker('down');
    await press(team, olena, 'go-wordless');
    expect(team.last(olena).screen).toMatchObject({ kind: 'change-kept' });
    team.gateway.refuseOrders('not-permitted');
    team.gateway.setTracker('up');
    await team.pass(minute);
    await team.work();
    expect(team.last(olena).screen).toMatchObject({ kind: 'change-done' });
  });
});
