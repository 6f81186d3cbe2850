import type { DraftFile, DraftPart } from '@desk/domain';
import { describe, expect, it } from 'vitest';
import { aFile } from '../../../test/fakes/filing-steps.ts';
import { buttonsOf, type Caller, caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, type Team } from '../../../test/fakes/memory-team.ts';

const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const minute = 60_000;

async function given() {
  const team = memoryTeam();
  await team.comeOnShift(iryna);
  await team.signIn(olena);
  const ticketId = await team.file(olena);
  return { team, ticketId };
}

async function writing() {
  const { team, ticketId } = await given();
  await team.press(olena, 'write', { ticketId, what: 'comment' });
  return { team, ticketId };
}

let messages = 500;

async function send(team: Team, who: Caller, part: Partial<DraftPart>, replyTo: number | null = null) {
  messages += 1;
  const whole = { messageId: messages, albumId: null, text: null, file: null, ...part };
  await team.hear(who, { kind: 'message', part: whole, replyTo });
  await team.work();
  return whole.messageId;
}

async function pass(team: Team, ms: number) {
  await team.pass(ms);
  await team.work();
}

const sentFile = (name: string, change: Partial<DraftFile> = {}) =>
  aFile({ telegramFileId: name, uniqueId: name, name, ...change });
const commentsOf = ({ gateway }: Team, number = 'SD-101') => gateway.state.comments.get(number) ?? [];
const textsOf = (team: Team, number?: string) => commentsOf(team, number).map(({ text }) => text);
const kindsOf = (team: Team, who: Caller) => team.seen(who).map(({ screen }) => screen.kind);
const outgoing = ({ desk }: Team) => [...desk.tables.outgoing.values()].map(({ comment }) => comment);

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
    expect(outgoing(team)).toMatchObject([{ state: 'sent', content: null }]);
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

describe('files', () => {
  it('go with the comment; a voice message needs no words', async () => {
    const { team } = await writing();
    await send(team, olena, { text: 'Ось.', file: sentFile('screen.jpg') });
    await send(team, olena, { file: sentFile('voice.ogg', { kind: 'voice' }) });
    expect(commentsOf(team)).toMatchObject([
      { text: 'Ось.', files: [{ name: 'screen.jpg' }] },
      { text: '', files: [{ name: 'voice.ogg' }] },
    ]);
  });

  it('of an album are one comment, in the order of the chat, and what was written next comes next', async () => {
    const { team } = await writing();
    await send(team, olena, { messageId: 702, albumId: 'a', file: sentFile('two.jpg') });
    await send(team, olena, { messageId: 701, albumId: 'a', text: 'Два знімки.', file: sentFile('one.jpg') });
    await send(team, olena, { text: 'І пояснення.' });
    expect(textsOf(team)).toEqual([]);
    await pass(team, 1_500);
    await pass(team, 1_500);
    expect(commentsOf(team)).toMatchObject([
      { text: 'Два знімки.', files: [{ name: 'one.jpg' }, { name: 'two.jpg' }] },
      { text: 'І пояснення.', files: [] },
    ]);
  });

  it('that come too late for their album follow it to the same ticket', async () => {
    const { team } = await writing();
    await send(team, olena, { albumId: 'a', file: sentFile('one.jpg') });
    await pass(team, 1_500);
    await team.press(olena, 'end-writing');
    await send(team, olena, { albumId: 'a', file: sentFile('two.jpg') });
    await pass(team, 1_500);
    expect(commentsOf(team).map(({ files }) => files.map(({ name }) => name))).toEqual([['one.jpg'], ['two.jpg']]);
  });

  it('that are too large or forbidden are explained at once, and the words go without them', async () => {
    const { team } = await writing();
    await send(team, olena, { text: 'Ось програма.', file: sentFile('a.exe') });
    expect(kindsOf(team, olena)).toContain('draft-refused');
    expect(commentsOf(team)).toMatchObject([{ text: 'Ось програма.', files: [] }]);
    await send(team, olena, { file: sentFile('b.exe') });
    expect(team.last(olena).screen).toMatchObject({ kind: 'draft-refused', refusal: { reason: 'file-forbidden' } });
    expect(commentsOf(team)).toHaveLength(1);
  });

  it('that nobody will have are left out, and their sender learns which', async () => {
    const { team } = await writing();
    team.gateway.refuseFile('gone.pdf', 'gone');
    await send(team, olena, { text: 'Ось звіт.', file: sentFile('gone.pdf') });
    expect(commentsOf(team)).toMatchObject([{ text: 'Ось звіт.', files: [] }]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'files-left-out', files: [{ name: 'gone.pdf' }] });
    await send(team, olena, { file: sentFile('gone.pdf') });
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-refused', reason: 'no-files' });
    expect(commentsOf(team)).toHaveLength(1);
  });
});

describe('while the tracker is down', () => {
  it('two hundred comments wait, are posted once each and in order, and their author is told once', async () => {
    const { team } = await writing();
    team.gateway.setTracker('down');
    const texts = Array.from({ length: 200 }, (_, index) => `Повідомлення ${index + 1}.`);
    for (const text of texts) {
      await send(team, olena, { text });
      await pass(team, 9_000);
    }
    expect(kindsOf(team, olena).filter((kind) => kind === 'comment-kept')).toHaveLength(1);
    expect(textsOf(team)).toEqual([]);
    team.gateway.setTracker('up');
    await pass(team, minute);
    expect(textsOf(team)).toEqual(texts);
    expect(outgoing(team).filter(({ content }) => content !== null)).toEqual([]);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-added' });
  });

  it('the end of a session in between costs one sign-in and neither words nor their order', async () => {
    const { team } = await writing();
    team.gateway.setTracker('down');
    for (const text of ['Перше.', 'Друге.', 'Третє.']) await send(team, olena, { text });
    await pass(team, 31 * minute);
    team.gateway.setTracker('up');
    for (let times = 0; times < 10; times += 1) await pass(team, 15_000);
    expect(kindsOf(team, olena).filter((kind) => kind === 'sign-in-again')).toHaveLength(1);
    expect(textsOf(team)).toEqual([]);
    await team.shareOwnPhone(olena);
    for (let times = 0; times < 10; times += 1) await pass(team, 15_000);
    expect(textsOf(team)).toEqual(['Перше.', 'Друге.', 'Третє.']);
  });

  it('a lost answer makes no second comment', async () => {
    const { team } = await writing();
    team.gateway.loseAnswers(1);
    await send(team, olena, { text: 'Один раз.' });
    await pass(team, minute);
    expect(textsOf(team)).toEqual(['Один раз.']);
  });
});

describe('a comment that the tracker will not have', () => {
  it('is explained, leaves the DMZ, and holds up nothing', async () => {
    const { team } = await writing();
    team.gateway.refuseOrders('not-permitted');
    await send(team, olena, { text: 'Не можна.' });
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-refused', reason: 'not-permitted' });
    expect(outgoing(team)).toMatchObject([{ state: 'refused', content: null }]);
    team.gateway.refuseOrders(null);
    await send(team, olena, { text: 'А так можна.' });
    expect(textsOf(team)).toEqual(['А так можна.']);
  });
});

describe('a message corrected in the chat', () => {
  const edit = async (team: Team, messageId: number, text: string | null) => {
    await team.hear(olena, { kind: 'message-edited', messageId, text });
    await team.work();
  };

  it('corrects its comment, and leaves no word behind', async () => {
    const { team } = await writing();
    const messageId = await send(team, olena, { text: 'На третьому поверху.' });
    await edit(team, messageId, 'На третьому поверсі.');
    expect(textsOf(team)).toEqual(['На третьому поверсі.']);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-corrected', number: 'SD-101' });
    expect(outgoing(team)).toMatchObject([{ state: 'sent', content: null }]);
  });

  it('before it has arrived corrects it once it has', async () => {
    const { team } = await writing();
    team.gateway.setTracker('down');
    const messageId = await send(team, olena, { text: 'Одинн.' });
    await edit(team, messageId, 'Один.');
    await edit(team, messageId, 'Один!');
    team.gateway.setTracker('up');
    await pass(team, minute);
    expect(textsOf(team)).toEqual(['Один!']);
    expect(outgoing(team)).toMatchObject([{ state: 'sent', content: null }]);
  });

  it('in an album that is still coming is posted as it says by then', async () => {
    const { team } = await writing();
    const messageId = await send(team, olena, { albumId: 'a', text: 'Знімокк', file: sentFile('one.jpg') });
    await edit(team, messageId, 'Знімок');
    await pass(team, 1_500);
    expect(textsOf(team)).toEqual(['Знімок']);
  });

  it('that was one of several says that the comment stays as it was, as does one without words', async () => {
    const { team } = await writing();
    const first = await send(team, olena, { albumId: 'a', text: 'Один', file: sentFile('one.jpg') });
    await send(team, olena, { albumId: 'a', text: 'Два', file: sentFile('two.jpg') });
    await pass(team, 1_500);
    await edit(team, first, 'Раз');
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-not-corrected' });
    const third = await send(team, olena, { text: 'Три', file: sentFile('three.jpg') });
    await edit(team, third, null);
    expect(team.last(olena).screen).toMatchObject({ kind: 'comment-not-corrected' });
    expect(textsOf(team)).toEqual(['Один\nДва', 'Три']);
  });
});
