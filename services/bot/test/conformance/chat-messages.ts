import { randomUUID } from 'node:crypto';
import type { Consultation } from '@desk/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatContent, ChatMessage } from '../../src/ports/consultations.ts';
import type { Change } from '../../src/ports/plan.ts';
import { type DeskUnderTest, job, type OpenDesk, planOf, store } from './desk-under-test.ts';
import {
  aChatMessage,
  aConsultation,
  anAccount,
  aPerson,
  aSpecialist,
  aText,
  aTicket,
  connectedTo,
  hourMs,
  minuteMs,
  monday10,
  movedOn,
  saved,
} from './samples.ts';

/** What the rows of what is said promise, and the readers of them. */
export function holdChatMessagesToTheirPromises(open: OpenDesk): void {
  let desk: DeskUnderTest;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.close());

  async function withDialogue() {
    const employee = aPerson();
    const specialist = aSpecialist('infrastructure');
    const ticket = aTicket(employee.id);
    const dialogue = aConsultation(ticket, connectedTo(specialist.id));
    await store(
      desk,
      ...[saved.person(employee), saved.person(specialist)],
      ...[saved.ticket(ticket), saved.consultation(dialogue)],
    );
    const bySpecialist = { senderId: specialist.id, side: 'specialist' } as const;
    return { employee, specialist, ticket, dialogue, bySpecialist };
  }

  const commit = (...changes: readonly Change[]) => desk.ledger.commit(planOf({ changes }), job);
  const say = (dialogue: Consultation, ...messages: readonly ChatMessage[]) =>
    store(desk, ...messages.map((message) => saved.said(message, dialogue)));
  const idsOf = (messages: readonly { readonly id: string }[]) => messages.map(({ id }) => id);

  it('what was said reads as it was said, and counts as having spoken', async () => {
    const { dialogue, bySpecialist } = await withDialogue();
    const file = { telegramFileId: 'file-1', name: 'знімок.png', mime: 'image/png', bytes: 1_024 };
    const photo: ChatContent = { kind: 'photo', text: null, file };
    const first = aChatMessage(dialogue);
    const second = aChatMessage(dialogue, {
      ...{ ...bySpecialist, content: photo, albumId: 'album', quoteOf: first.id, sentAt: first.sentAt + 1 },
    });
    await say(dialogue, first);
    await say(dialogue, second);
    const onItsWay = { delivery: 'waiting', to: null, batchId: null, synced: false, editedAt: null };
    expect(await desk.chatMessages.findById(first.id)).toEqual({ ...first, ...onItsWay, seq: 1 });
    expect(await desk.chatMessages.findById(second.id)).toEqual({ ...second, ...onItsWay, seq: 2 });
    const stored = await desk.consultations.findById(dialogue.id);
    expect(stored?.version).toBe(3);
    expect(stored?.consultation).toMatchObject({
      dialogue: { lastSpoke: { by: 'specialist', at: second.sentAt }, warnedAt: null },
    });
    expect(await desk.consultations.listDue(second.sentAt + 8 * minuteMs - 1, 10_000)).not.toContain(dialogue.id);
    expect(await desk.consultations.listDue(second.sentAt + 8 * minuteMs, 10_000)).toContain(dialogue.id);
  });

  it('what comes late does not change whose turn it is', async () => {
    const { dialogue, bySpecialist } = await withDialogue();
    await say(dialogue, aChatMessage(dialogue, { ...bySpecialist, sentAt: monday10 + 2 * minuteMs }));
    await say(dialogue, aChatMessage(dialogue, { sentAt: monday10 + minuteMs }));
    const stored = await desk.consultations.findById(dialogue.id);
    expect(stored?.consultation).toMatchObject({ dialogue: { lastSpoke: { by: 'specialist' } } });
  });

  it('while a colleague is asked the end of the offer stays due', async () => {
    const { dialogue, employee } = await withDialogue();
    const colleague = aSpecialist('infrastructure');
    await store(desk, saved.person(colleague));
    const transfer = { kind: 'transfer-asked', to: colleague.id, summary: 'Перевірено.' } as const;
    await store(desk, saved.consultation(movedOn(dialogue, transfer, monday10), 1));
    await say(dialogue, aChatMessage(dialogue, { senderId: employee.id, sentAt: monday10 + 1 }));
    expect(await desk.consultations.listDue(monday10 + minuteMs - 1, 10_000)).not.toContain(dialogue.id);
    expect(await desk.consultations.listDue(monday10 + minuteMs, 10_000)).toContain(dialogue.id);
  });

  it('whether whoever reads it talks in other dialogues as well is told of a dialogue', async () => {
    const { dialogue, employee, specialist } = await withDialogue();
    const areOnly = async (personId: string) =>
      (await desk.consultations.listDialoguesOf(personId)).map((each) => [each.consultation.id, each.isOnlyOfOther]);
    expect(await areOnly(employee.id)).toEqual([[dialogue.id, true]]);
    expect(await areOnly(specialist.id)).toEqual([[dialogue.id, true]]);
    const [colleague, ticket] = [aSpecialist('infrastructure'), aTicket(employee.id)];
    const another = aConsultation(ticket, connectedTo(colleague.id));
    await store(desk, saved.person(colleague), saved.ticket(ticket), saved.consultation(another));
    expect(await areOnly(specialist.id)).toEqual([[dialogue.id, false]]);
    expect(await areOnly(colleague.id)).toEqual([[another.id, false]]);
    const ofEmployee = [dialogue.id, another.id].map((id) => [id, true]);
    expect(new Set(await areOnly(employee.id))).toEqual(new Set(ofEmployee));
  });

  it('nothing is said where nobody talks, nor by or to somebody who is not in it', async () => {
    const { dialogue, specialist } = await withDialogue();
    const asEmployee = aChatMessage(dialogue, { senderId: specialist.id });
    const stranger = aChatMessage(dialogue, { senderId: randomUUID(), side: 'specialist' });
    const nowhere = aChatMessage({ ...dialogue, id: randomUUID() });
    for (const message of [asEmployee, stranger, nowhere])
      expect(await commit(saved.said(message, dialogue))).toBe('overtaken');
    const said = saved.said(aChatMessage(dialogue), dialogue);
    expect(await commit({ ...said, readerId: randomUUID() })).toBe('overtaken');
    const ended = movedOn(dialogue, { kind: 'end-asked', by: 'employee' }, monday10);
    await store(desk, saved.consultation(ended, 1));
    expect(await commit(said)).toBe('overtaken');
    expect(await desk.chatMessages.listUnsynced(dialogue.id, 10)).toEqual([]);
  });

  it('said while the dialogue ends: it is in it, and the end is decided again, or it is over', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { dialogue, specialist } = await withDialogue();
      const ended = movedOn(dialogue, { kind: 'end-asked', by: 'specialist' }, monday10);
      const outcomes = await Promise.all([
        commit(saved.said(aChatMessage(dialogue), dialogue)),
        commit(saved.consultation(ended, 1)),
        commit(saved.said(aChatMessage(dialogue, { senderId: specialist.id, side: 'specialist' }), dialogue)),
      ]);
      const [, end] = outcomes;
      const said = outcomes.filter((outcome, index) => index !== 1 && outcome === 'committed').length;
      const stored = await desk.consultations.findById(dialogue.id);
      expect(stored?.consultation.state).toBe(end === 'committed' ? 'ended' : 'active');
      expect(said).toBe(end === 'committed' ? 0 : 2);
      expect(await desk.chatMessages.listUnsynced(dialogue.id, 10)).toHaveLength(said);
    }
  });

  it('said at once, every message has its own place', async () => {
    const { dialogue, bySpecialist } = await withDialogue();
    const messages = Array.from({ length: 20 }, (_, index) =>
      aChatMessage(dialogue, index % 2 === 0 ? {} : bySpecialist),
    );
    expect(await Promise.all(messages.map((message) => commit(saved.said(message, dialogue))))).not.toContain(
      'overtaken',
    );
    const stored = await desk.chatMessages.listUnsynced(dialogue.id, 50);
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(idsOf(stored).toSorted()).toEqual(idsOf(messages).toSorted());
  });

  it('a message is found by where it was written and by where its copy stands', async () => {
    const { dialogue } = await withDialogue();
    const chatId = anAccount();
    const [first, second] = [1, 2].map((messageId) =>
      aChatMessage(dialogue, { albumId: 'album', from: { chatId: anAccount(), messageId } }),
    );
    const reply = aChatMessage(dialogue, { from: { chatId: anAccount(), messageId: 0 } });
    if (!first || !second) throw new Error('They were stored.');
    await say(dialogue, second, first, reply);
    const messageIds = [first.id, second.id];
    await store(desk, { kind: 'note-relayed', messageIds, delivery: 'sending', to: [] });
    expect(await desk.chatMessages.findById(first.id)).toMatchObject({ delivery: 'sending', to: null });
    const to = [70, 71].map((messageId) => ({ chatId, messageId }));
    await store(desk, { kind: 'note-relayed', messageIds, delivery: 'delivered', to });
    expect(await desk.chatMessages.findAt(first.from)).toMatchObject({ id: first.id, to: to[0] });
    expect((await desk.chatMessages.findAt({ chatId, messageId: 71 }))?.id).toBe(second.id);
    expect(await desk.chatMessages.findAt({ chatId, messageId: 72 })).toBeNull();
    expect(await desk.chatMessages.findAt(reply.from)).toBeNull();
    expect(idsOf(await desk.chatMessages.listAlbum(dialogue.id, 'album'))).toEqual([first.id, second.id]);
    const last = await desk.chatMessages.findLastIn(dialogue.id, chatId);
    expect([first.id, second.id]).toContain(last?.id);
    expect(await desk.chatMessages.findLastIn(dialogue.id, chatId + 1)).toBeNull();
    await store(desk, { kind: 'note-relayed', messageIds: [first.id], delivery: 'uncertain', to: [] });
    expect(await desk.chatMessages.findById(first.id)).toMatchObject({ delivery: 'uncertain', to: to[0] });
  });

  it('goes into the ticket in batches that are fixed beforehand, one at a time, each once', async () => {
    const { dialogue } = await withDialogue();
    expect(await desk.chatMessages.isMirrored(dialogue.id)).toBe(true);
    const messages = [1, 2, 3].map(() => aChatMessage(dialogue));
    await say(dialogue, ...messages);
    const unsynced = async () => idsOf(await desk.chatMessages.listUnsynced(dialogue.id, 2));
    const fix = (batchId: string, messageIds: readonly string[]) =>
      commit({ kind: 'fix-batch', batchId, consultationId: dialogue.id, messageIds });
    const isMirrored = () => desk.chatMessages.isMirrored(dialogue.id);
    const inOrder = idsOf(await desk.chatMessages.listUnsynced(dialogue.id, 10));
    expect(await unsynced()).toEqual(inOrder.slice(0, 2));
    const [batchId, another] = [randomUUID(), randomUUID()];
    expect(await desk.chatMessages.findBatch(dialogue.id)).toBeNull();
    expect((await Promise.all([batchId, another].map((id) => fix(id, inOrder.slice(0, 2))))).toSorted()).toEqual([
      'committed',
      'overtaken',
    ]);
    const batch = await desk.chatMessages.findBatch(dialogue.id);
    expect(idsOf(batch?.messages ?? [])).toEqual(inOrder.slice(0, 2));
    expect(await unsynced()).toEqual(inOrder.slice(2));
    expect(await fix(randomUUID(), inOrder.slice(2))).toBe('overtaken');
    for (let time = 0; time < 2; time += 1) await store(desk, { kind: 'note-mirrored', batchId: batch?.id ?? '' });
    expect(await desk.chatMessages.findBatch(dialogue.id)).toBeNull();
    expect(await desk.chatMessages.findById(inOrder[0] ?? '')).toMatchObject({ synced: true, batchId: batch?.id });
    expect(await fix(randomUUID(), inOrder.slice(1))).toBe('overtaken');
    expect(await isMirrored()).toBe(false);
    const last = randomUUID();
    expect(await fix(last, inOrder.slice(2))).toBe('committed');
    expect(await isMirrored()).toBe(false);
    await store(desk, { kind: 'note-mirrored', batchId: last });
    expect(await isMirrored()).toBe(true);
  });

  it('relayed and mirrored at the same moment, all of it is noted', async () => {
    const { dialogue } = await withDialogue();
    const messages = Array.from({ length: 10 }, () => aChatMessage(dialogue));
    await say(dialogue, ...messages);
    const messageIds = idsOf(messages);
    const relayed = (ids: readonly string[]) =>
      commit({ kind: 'note-relayed', messageIds: ids, delivery: 'delivered', to: [] });
    const batchId = randomUUID();
    const fixed = commit({ kind: 'fix-batch', batchId, consultationId: dialogue.id, messageIds });
    const turns = [0, 1, 2, 3, 4, 5].map((turn) => relayed(turn % 2 === 0 ? messageIds : messageIds.toReversed()));
    const outcomes = await Promise.all([...turns, fixed]);
    expect(new Set(outcomes)).toEqual(new Set(['committed']));
    const stored = await desk.chatMessages.findBatch(dialogue.id);
    expect(stored?.messages.map(({ delivery }) => delivery)).toEqual(messages.map(() => 'delivered'));
  });

  it('a correction is read at once, and goes into the ticket as an entry of its own', async () => {
    const { dialogue } = await withDialogue();
    const message = aChatMessage(dialogue);
    await say(dialogue, message);
    const [batchId, at] = [randomUUID(), monday10 + 5 * minuteMs];
    await store(desk, { kind: 'fix-batch', batchId, consultationId: dialogue.id, messageIds: [message.id] });
    for (const [index, text] of ['Вже працює.', 'Вже все працює.'].entries()) {
      await store(desk, { kind: 'correct-said', messageId: message.id, content: aText(text), at: at + index });
    }
    const read = await desk.chatMessages.findAt(message.from);
    expect(read).toMatchObject({
      id: message.id,
      seq: 1,
      content: aText('Вже все працює.'),
      editedAt: at + 1,
      batchId,
    });
    const batch = await desk.chatMessages.findBatch(dialogue.id);
    expect(batch?.messages).toMatchObject([{ id: message.id, content: message.content, editedAt: null }]);
    const entries = await desk.chatMessages.listUnsynced(dialogue.id, 10);
    expect(entries).toMatchObject([
      { seq: 2, content: aText('Вже працює.'), editedAt: at, sentAt: at, senderId: message.senderId },
      { seq: 3, content: aText('Вже все працює.'), editedAt: at + 1 },
    ]);
    expect(await desk.chatMessages.findById(entries[0]?.id ?? '')).toBeNull();
    const lost = { kind: 'correct-said', messageId: randomUUID(), content: aText('?'), at } as const;
    expect(await commit(lost)).toBe('overtaken');
  });

  it('what the ticket does not have for long is found, while its dialogue may still be documented', async () => {
    const { dialogue, ticket } = await withDialogue();
    const message = aChatMessage(dialogue);
    await say(dialogue, message);
    const late = async (before: number) =>
      (await desk.chatMessages.listUnmirrored(before, 10_000)).filter(
        ({ consultationId }) => consultationId === dialogue.id,
      );
    expect(await late(message.sentAt)).toEqual([]);
    expect(await late(message.sentAt + 1)).toEqual([{ consultationId: dialogue.id, ticketId: ticket.id }]);
    expect(await late(monday10 + 72 * hourMs - 1)).toHaveLength(1);
    expect(await late(monday10 + 72 * hourMs)).toEqual([]);
    const grant = { id: 'grant-1', expiresAt: message.sentAt + minuteMs };
    await store(desk, { kind: 'note-grant', consultationId: dialogue.id, grant });
    expect(await late(message.sentAt + 1)).toHaveLength(1);
    expect(await late(message.sentAt + minuteMs)).toEqual([]);
  });

  it('knows the markers it gave to comments', async () => {
    const { dialogue } = await withDialogue();
    const message = aChatMessage(dialogue);
    await say(dialogue, message);
    const batchId = randomUUID();
    await store(desk, { kind: 'fix-batch', batchId, consultationId: dialogue.id, messageIds: [message.id] });
    const markers = [batchId, dialogue.id, message.id, randomUUID(), 'not-one-of-ours'];
    expect(await desk.chatMessages.listOwnMarkers(markers)).toEqual(new Set([batchId, dialogue.id]));
    expect(await desk.chatMessages.listOwnMarkers([])).toEqual(new Set());
  });

  it('keeps what an employee thinks of it: the latest', async () => {
    const { dialogue } = await withDialogue();
    expect(await desk.chatMessages.findRatingComment(dialogue.id)).toBeNull();
    for (const text of ['Довго.', 'Довго, але допомогли.']) {
      await store(desk, { kind: 'save-rating-comment', consultationId: dialogue.id, text });
    }
    expect(await desk.chatMessages.findRatingComment(dialogue.id)).toBe('Довго, але допомогли.');
    const nowhere = { kind: 'save-rating-comment', consultationId: randomUUID(), text: 'Дякую.' } as const;
    expect(await commit(nowhere)).toBe('overtaken');
  });
}
