import { describe, expect, it } from 'vitest';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf } from '../../../test/fakes/memory-conversations.ts';
import { specialist, supervisor } from '../../../test/fakes/memory-team.ts';
import {
  iryna,
  minute,
  olena,
  press,
  saidOf,
  send,
  stateOf,
  taken,
  wordsKept,
} from '../../../test/fakes/writing-steps.ts';

const petro = specialist(3, 'Петро Лис');
const marta = supervisor(4, 'Марта Гай');
const oksana = specialist(5, 'Оксана Мороз', { teams: ['applications'] });

describe('a specialist', () => {
  it('asks the requester, and the ticket waits for them', async () => {
    const { team } = await taken();
    await team.press(iryna, 'write', { what: 'ask' });
    await send(team, iryna, { text: 'Який поверх?' });
    expect(stateOf(team)?.status).toBe('waiting-for-customer');
    expect(saidOf(team)).toEqual([{ text: 'Який поверх?', visibility: 'public' }]);
  });

  it('resolves with text and a file: the comment first, then the status', async () => {
    const { team, ticketId } = await taken();
    await team.press(iryna, 'write', { what: 'resolve' });
    await send(team, iryna, { text: 'Замінили точку доступу.', file: aFile({ name: 'photo.jpg' }) });
    expect(saidOf(team)).toEqual([{ text: 'Замінили точку доступу.', visibility: 'public' }]);
    expect(team.ticket(ticketId).ticket.status).toBe('resolved');
    expect(wordsKept(team)).toEqual([]);
  });

  it('with an album resolves once all of it is there', async () => {
    const { team, ticketId } = await taken();
    await team.press(iryna, 'write', { what: 'resolve' });
    for (const text of ['Замінили.', null]) await send(team, iryna, { albumId: 'a', text, file: aFile() });
    expect(team.ticket(ticketId).ticket.status).toBe('in-progress');
    await team.pass(3_100);
    await team.work();
    expect(team.ticket(ticketId).ticket.status).toBe('resolved');
    expect(team.gateway.state.comments.get('SD-101')?.map(({ files }) => files.length)).toEqual([2]);
  });

  it('hands over to a colleague on shift, the least busy first, with a note for colleagues', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(petro);
    await team.comeOnShift(marta);
    await team.file(olena);
    await team.press(iryna, 'transfer', { to: 'people' });
    const [first] = buttonsOf(team.last(iryna));
    expect(first).toMatchObject({ kind: 'transfer-to' });
    const target = first?.kind === 'transfer-to' ? first.target : null;
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'transfer-to', ticketId, target: target ?? never() } });
    await send(team, iryna, { text: 'Потрібен ключ від серверної.' });
    const assigneeId = team.ticket(ticketId).ticket.assigneeId;
    expect(target).toEqual({ kind: 'person', personId: assigneeId });
    expect(saidOf(team)).toEqual([{ text: 'Потрібен ключ від серверної.', visibility: 'internal' }]);
    expect(team.assigneeInTracker(ticketId)).not.toBe('e-2');
    expect(team.seen(iryna).find(({ card }) => card === 'writing')?.screen).toMatchObject({ kind: 'reassigned' });
    expect(wordsKept(team)).toEqual([]);
  });

  it('whose handing over was overtaken leaves no note behind, and their next words go on', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(petro);
    await team.press(iryna, 'transfer', { to: 'people' });
    await team.press(iryna, 'transfer-to');
    team.gateway.setGateway('down');
    await send(team, iryna, { text: 'Потрібен ключ від серверної.' });
    const stored = team.ticket(ticketId);
    const ticket = { ...stored.ticket, assigneeId: team.personId(iryna) };
    team.desk.tables.tickets.set(ticketId, { ...stored, ticket });
    await team.hear(iryna, { kind: 'pressed', action: { kind: 'write', ticketId, what: 'comment' } });
    await send(team, iryna, { text: 'Лишаю собі.' });
    team.gateway.setGateway('up');
    await team.pass(minute);
    await team.work();
    expect(saidOf(team)).toEqual([{ text: 'Лишаю собі.', visibility: 'public' }]);
    expect(wordsKept(team)).toEqual([]);
  });

  it('hands over to another team, where somebody is looked for at once', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(oksana);
    await team.press(iryna, 'transfer', { to: 'people' });
    await team.press(iryna, 'transfer', { to: 'teams' });
    await team.press(iryna, 'transfer-to');
    await send(team, iryna, { text: 'Це програма, а не мережа.' });
    expect(stateOf(team)?.team).toBe('applications');
    expect(saidOf(team)).toEqual([{ text: 'Це програма, а не мережа.', visibility: 'internal' }]);
    expect(team.ticket(ticketId).ticket).toMatchObject({
      team: 'applications',
      assigneeId: team.personId(oksana),
    });
    expect(team.last(oksana).screen).toMatchObject({ kind: 'assigned-to-you' });
  });

  it('sends a saved reply, filled in, in the language of whoever reads it', async () => {
    const { team } = await taken();
    await team.press(iryna, 'saved-replies');
    expect(team.last(iryna).screen).toMatchObject({ kind: 'saved-replies', total: 7, pages: 2 });
    await team.press(iryna, 'show-reply', { reply: 'reply-3' });
    const text = 'Олена Коваль, дивимося SD-101 №3. Ірина Бондар';
    expect(team.last(iryna).screen).toEqual({ kind: 'saved-reply', number: 'SD-101', text });
    await press(team, iryna, 'send-reply');
    expect(saidOf(team)).toEqual([{ text, visibility: 'public' }]);
    await team.hear(iryna, {
      kind: 'pressed',
      action: { kind: 'send-reply', ticketId: '00000000-0000-7000-8000-000000000000', reply: 'reply-3' },
    });
    expect(saidOf(team)).toHaveLength(1);
  });

  it('looks for a reply by its words, and writes their own instead', async () => {
    const { team } = await taken();
    await team.press(iryna, 'saved-replies');
    await team.press(iryna, 'write', { what: 'find-reply' });
    await send(team, iryna, { text: 'дивимося №5' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'saved-replies', words: 'дивимося №5', total: 1 });
    await team.press(iryna, 'show-reply', { reply: 'reply-5' });
    await send(team, iryna, { text: 'Своїми словами.' });
    expect(saidOf(team)).toEqual([{ text: 'Своїми словами.', visibility: 'public' }]);
  });

  it('who does not work on it is not offered what is not theirs, nor let through', async () => {
    const { team, ticketId } = await taken();
    await team.comeOnShift(oksana);
    await team.hear(oksana, { kind: 'pressed', action: { kind: 'transfer', ticketId, to: 'people' } });
    expect(team.last(oksana).screen).toMatchObject({ kind: 'not-for-you' });
    await team.hear(oksana, { kind: 'pressed', action: { kind: 'more-ways', ticketId } });
    expect(team.last(oksana).screen).toMatchObject({ kind: 'not-for-you' });
    await team.hear(oksana, { kind: 'pressed', action: { kind: 'saved-replies', ticketId, page: 0 } });
    expect(team.last(oksana).screen).toMatchObject({ kind: 'stale-button' });
    await team.hear(olena, { kind: 'pressed', action: { kind: 'move-ticket', ticketId, to: 'closed' } });
    expect(team.last(olena).screen).toMatchObject({ kind: 'not-for-you' });
  });

  it('moves a ticket that needs no words, below what was pressed', async () => {
    const { team, ticketId } = await taken();
    await team.hearTracker(ticketId, { status: 'waiting-for-customer' });
    await team.press(iryna, 'more-ways');
    await press(team, iryna, 'move-ticket', { to: 'in-progress' });
    expect(stateOf(team)?.status).toBe('in-progress');
    expect(team.seen(iryna).find(({ card }) => card === 'writing')?.screen).toMatchObject({ kind: 'change-done' });
  });
});

describe('a supervisor', () => {
  it('does for a ticket of the team what whoever has it could', async () => {
    const { team, ticketId } = await taken();
    await team.signIn(marta);
    await team.hear(marta, { kind: 'menu', item: 'oldest' });
    await team.press(marta, 'open-ticket', { ticketId });
    await team.press(marta, 'more-ways');
    await team.press(marta, 'priority-of');
    await press(team, marta, 'set-priority', { priority: 'low' });
    expect(stateOf(team)?.priority).toBe('low');
    await team.press(marta, 'open-ticket', { ticketId });
    await team.press(marta, 'write', { what: 'resolve' });
    await send(team, marta, { text: 'Вирішено без виїзду.' });
    expect(stateOf(team)?.status).toBe('resolved');
  });
});

function never(): never {
  throw new Error('There is nobody to hand it to.');
}
