import type { DraftPart } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf, type Caller, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor, type Team } from '../../../test/fakes/memory-team.ts';
import type { ActionKind } from '../../ports/action.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const petro = specialist(3, 'Петро Лис');
const marta = supervisor(4, 'Марта Гай');
const oksana = specialist(5, 'Оксана Мороз', { teams: ['applications'] });
const minute = 60_000;

async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  return { team, ticketId };
}

/** Iryna has taken it, and everything that she can do about it stands open. */
async function taken() {
  const { team, ticketId } = await given();
  await team.press(iryna, 'take-ticket');
  await team.work();
  await team.press(iryna, 'more-ways');
  return { team, ticketId };
}

let messages = 500;

async function send(team: Team, who: Caller, part: Partial<DraftPart>) {
  messages += 1;
  const whole = { messageId: messages, albumId: null, text: null, file: null, ...part };
  await team.hear(who, { kind: 'message', part: whole, replyTo: null });
  await team.work();
}

async function press(team: Team, who: Caller, kind: ActionKind, match: object = {}) {
  await team.press(who, kind, match);
  await team.work();
}

const stateOf = ({ gateway }: Team) => gateway.state.filed.get('SD-101')?.state;
const commentsOf = ({ gateway }: Team) =>
  (gateway.state.comments.get('SD-101') ?? []).map(({ text, visibility }) => ({ text, visibility }));
const wordsKept = ({ desk }: Team) =>
  [...desk.tables.outgoing.values()].filter(({ comment }) => comment.content !== null);

describe('a requester', () => {
  it('withdraws with a word of why', async () => {
    const { team, ticketId } = await given();
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'more-ways');
    await team.press(olena, 'write', { what: 'withdraw' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-asked', number: 'SD-101' });
    await send(team, olena, { text: 'Уже працює.' });
    expect(stateOf(team)?.status).toBe('closed');
    expect(commentsOf(team)).toEqual([{ text: 'Уже працює.', visibility: 'public' }]);
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
    expect(commentsOf(team)).toEqual([]);
  });

  it('opens again what is closed', async () => {
    const { team, ticketId } = await given();
    await team.hearTracker(ticketId, { status: 'closed' });
    await team.press(olena, 'open-ticket', { ticketId });
    await team.press(olena, 'write', { what: 'reopen' });
    await send(team, olena, { text: 'Знову зник.' });
    expect(stateOf(team)?.status).toBe('waiting-for-support');
    expect(commentsOf(team)).toEqual([{ text: 'Знову зник.', visibility: 'public' }]);
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
    expect(commentsOf(team)).toEqual([{ text: 'Стоїть каса.', visibility: 'public' }]);
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
    const contact = { messageId: 900, phone: petro.phone, contactUserId: petro.telegramId, forwarded: false };
    await team.hear(olena, { kind: 'contact', contact });
    await team.work();
    expect(team.last(olena).screen).toMatchObject({ kind: 'change-done', displayName: 'Петро Лис' });
    expect(commentsOf(team)).toEqual([]);
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

describe('a specialist', () => {
  it('asks the requester, and the ticket waits for them', async () => {
    const { team } = await taken();
    await team.press(iryna, 'write', { what: 'ask' });
    await send(team, iryna, { text: 'Який поверх?' });
    expect(stateOf(team)?.status).toBe('waiting-for-customer');
    expect(commentsOf(team)).toEqual([{ text: 'Який поверх?', visibility: 'public' }]);
  });

  it('resolves with text and a file: the comment first, then the status', async () => {
    const { team, ticketId } = await taken();
    await team.press(iryna, 'write', { what: 'resolve' });
    await send(team, iryna, { text: 'Замінили точку доступу.', file: aFile({ name: 'photo.jpg' }) });
    expect(commentsOf(team)).toEqual([{ text: 'Замінили точку доступу.', visibility: 'public' }]);
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
    expect(commentsOf(team)).toEqual([{ text: 'Потрібен ключ від серверної.', visibility: 'internal' }]);
    expect(team.assigneeInTracker(ticketId)).not.toBe('e-2');
    expect(team.seen(iryna).find(({ card }) => card === 'writing')?.screen).toMatchObject({ kind: 'reassigned' });
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
    expect(commentsOf(team)).toEqual([{ text: 'Це програма, а не мережа.', visibility: 'internal' }]);
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
    expect(commentsOf(team)).toEqual([{ text, visibility: 'public' }]);
    await team.hear(iryna, {
      kind: 'pressed',
      action: { kind: 'send-reply', ticketId: '00000000-0000-7000-8000-000000000000', reply: 'reply-3' },
    });
    expect(commentsOf(team)).toHaveLength(1);
  });

  it('looks for a reply by its words, and writes their own instead', async () => {
    const { team } = await taken();
    await team.press(iryna, 'saved-replies');
    await team.press(iryna, 'write', { what: 'find-reply' });
    await send(team, iryna, { text: 'дивимося №5' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'saved-replies', words: 'дивимося №5', total: 1 });
    await team.press(iryna, 'show-reply', { reply: 'reply-5' });
    await send(team, iryna, { text: 'Своїми словами.' });
    expect(commentsOf(team)).toEqual([{ text: 'Своїми словами.', visibility: 'public' }]);
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
