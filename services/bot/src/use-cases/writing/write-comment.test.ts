import { describe, expect, it } from 'vitest';
import { buttonsOf } from '../../../test/fakes/memory-conversations.ts';
import {
  commentsOf,
  given,
  iryna,
  kindsOf,
  minute,
  olena,
  outgoingOf,
  pass,
  send,
  textsOf,
  writing,
} from '../../../test/fakes/writing-steps.ts';

describe('what is written after *Write*', () => {
  it('is a public comment of whoever wrote it, and the prompt says that it is there', async () => {
    const { team } = await writing();
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-asked', number: 'SD-101', isSwitched: false });
    await send(team, olena, { text: 'І на другому поверсі теж.' });
    expect(commentsOf(team)).toMatchObject([
      { text: 'І на другому поверсі теж.', visibility: 'public', authorEmployeeId: 'e-1' },
    ]);
    expect(team.last(olena)).toMatchObject({
      card: 'writing',
      screen: { kind: 'comment-added', number: 'SD-101', goesOn: true },
    });
    expect(buttonsOf(team.last(olena))).toMatchObject([{ kind: 'end-writing', how: 'done' }]);
    expect(team.desk.tables.drafts.size).toBe(0);
  });

  it('leaves the DMZ as soon as the tracker has it', async () => {
    const { team } = await writing();
    await send(team, olena, { text: 'Мій пароль тут не потрібен.' });
    expect(outgoingOf(team)).toMatchObject([{ state: 'sent', content: null }]);
    expect(team.desk.tables.audit.at(-1)).toMatchObject({ act: 'comment-added', reason: 'public' });
  });

  it('goes on until *Done*; then the next message is a ticket of its own', async () => {
    const { team } = await writing();
    await send(team, olena, { text: 'Перше.' });
    await send(team, olena, { text: 'Друге.' });
    await team.press(olena, 'end-writing', { how: 'done' });
    expect(team.last(olena)).toMatchObject({ screen: { kind: 'writing-ended', said: true }, keyboard: null });
    await send(team, olena, { text: 'Не друкує принтер.' });
    expect(textsOf(team)).toEqual(['Перше.', 'Друге.']);
    expect(team.last(olena).screen).toMatchObject({ kind: 'choose-type' });
  });

  it('ends with a word of the menu, which is obeyed and never sent', async () => {
    const { team } = await writing();
    await team.hear(olena, { kind: 'menu', item: 'my-tickets' });
    expect(kindsOf(team, olena)).toContain('writing-ended');
    await send(team, olena, { text: 'Не друкує принтер.' });
    expect(textsOf(team)).toEqual([]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'choose-type' });
  });

  it('ends with a command, and with any other button', async () => {
    const { team, ticketId } = await writing();
    await team.hear(olena, { kind: 'command', command: 'help' });
    expect(team.desk.tables.compositions.size).toBe(0);
    await team.press(olena, 'write', { ticketId });
    await team.press(olena, 'open-ticket', { ticketId });
    expect(team.desk.tables.compositions.size).toBe(0);
  });

  it('ends after ten minutes of silence, counted from the last message', async () => {
    const { team } = await writing();
    await pass(team, 9 * minute);
    await send(team, olena, { text: 'Ще одне.' });
    await pass(team, 9 * minute);
    await send(team, olena, { text: 'І ще.' });
    await pass(team, 10 * minute);
    await send(team, olena, { text: 'Не друкує принтер.' });
    expect(textsOf(team)).toEqual(['Ще одне.', 'І ще.']);
    expect(team.last(olena).screen).toMatchObject({ kind: 'choose-type' });
    expect(team.desk.tables.compositions.size).toBe(0);
  });

  it('goes to another ticket after a tap there, which says so', async () => {
    const { team, ticketId } = await given();
    const second = await team.file(olena);
    await team.press(olena, 'write', { ticketId });
    await team.press(olena, 'write', { ticketId: second });
    expect(team.last(olena).screen).toMatchObject({ kind: 'writing-asked', number: 'SD-102', isSwitched: true });
    await send(team, olena, { text: 'Про друге.' });
    expect([textsOf(team, 'SD-101'), textsOf(team, 'SD-102')]).toEqual([[], ['Про друге.']]);
  });

  it('is told to nobody twice: its author never gets it back', async () => {
    const { team, ticketId } = await writing();
    await send(team, olena, { text: 'Це я.' });
    await team.hearTracker(ticketId, {});
    expect(kindsOf(team, olena)).not.toContain('comment');
  });
});

describe('a reply to a message about a ticket', () => {
  it('goes to that ticket, confirmed below it, whatever prompt is open', async () => {
    const { team, ticketId } = await given();
    const card = team.seen(olena).find(({ screen }) => screen.kind === 'ticket-created');
    const second = await team.file(olena);
    await team.press(olena, 'write', { ticketId: second });
    team.desk.tables.ticketMessages.set(`${olena.telegramId}.${card?.id}`, { ticketId, message: null });
    await send(team, olena, { text: 'Про перше.' }, card?.id);
    expect([textsOf(team, 'SD-101'), textsOf(team, 'SD-102')]).toEqual([['Про перше.'], []]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-added', number: 'SD-101', goesOn: false });
    await send(team, olena, { text: 'Про друге.' });
    expect(textsOf(team, 'SD-102')).toEqual(['Про друге.']);
  });

  it('to one’s own comment goes to its ticket; to anything else it starts a draft', async () => {
    const { team } = await writing();
    const first = await send(team, olena, { text: 'Перше.' });
    await team.press(olena, 'end-writing');
    await send(team, olena, { text: 'Уточнення.' }, first);
    expect(textsOf(team)).toEqual(['Перше.', 'Уточнення.']);
    await send(team, olena, { text: 'Не друкує принтер.' }, 9_999);
    expect(team.last(olena).screen).toMatchObject({ kind: 'choose-type' });
  });

  it('to a note of one’s own stays among colleagues', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'take-ticket');
    await team.work();
    await team.press(iryna, 'more-ways');
    await team.press(iryna, 'write', { ticketId, what: 'note' });
    const note = await send(team, iryna, { text: 'Схоже на комутатор.' });
    await send(team, iryna, { text: 'Так, він.' }, note);
    expect(commentsOf(team).map(({ visibility }) => visibility)).toEqual(['internal', 'internal']);
  });
});

describe('a note', () => {
  it('is for one message, for colleagues alone, and its confirmation says so', async () => {
    const { team, ticketId } = await given();
    await team.press(iryna, 'take-ticket');
    await team.work();
    await team.press(iryna, 'more-ways');
    await team.press(iryna, 'write', { ticketId, what: 'note' });
    expect(team.last(iryna).screen).toMatchObject({ kind: 'writing-asked', purpose: { kind: 'note' } });
    await send(team, iryna, { text: 'Схоже на комутатор.' });
    expect(commentsOf(team)).toMatchObject([{ visibility: 'internal', authorEmployeeId: 'e-2' }]);
    expect(team.last(iryna).screen).toMatchObject({ kind: 'comment-added', visibility: 'internal', goesOn: false });
    await send(team, iryna, { text: 'Не друкує принтер.' });
    expect(commentsOf(team)).toHaveLength(1);
    expect(team.last(iryna).screen).toMatchObject({ kind: 'choose-type' });
  });
});
