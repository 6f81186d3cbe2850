import type { ChatMessage, Person } from '@desk/telegram-simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, beginDialogue, linesInTicket, passMirrorDelay } from './world/consult.ts';
import { type FiledWorld, fileWithIryna } from './world/file-ticket.ts';
import { sampledTrackers } from './world/journey-tracker.ts';
import { document, photo, video, voice } from './world/sample-files.ts';

test.each(sampledTrackers())(
  'from the request to the rating: the ticket has it all, in order, once (%s)',
  async (tracker) => {
    await using world = await createDeskWorld({ tracker });
    const { olena, iryna, number } = await fileWithIryna(world);
    await asksForSpecialist(olena);
    const offer = await iryna.sees(`Запит на онлайн-консультацію · ${number} · середній`);
    expect(offer.text).toContain('Олена Коваль');
    expect(offer.text).toContain('«Не вмикається монітор.»');
    expect(offer.text).toMatch(/Відповісти можна до \d\d:\d\d:\d\d/);
    expect(offer.buttons).toEqual(['Прийняти', 'Не зараз']);
    await accepts(iryna, olena);

    await olena.writes('Монітор темний з ранку.');
    await iryna.sees('Монітор темний з ранку.');
    await iryna.writes('Чи горить індикатор?');
    await olena.sees('Чи горить індикатор?');
    await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Ось так.' }));
    await iryna.sees('Ось так.');
    await iryna.writes('Дякую, міняємо кабель.');
    await olena.sees('Дякую, міняємо кабель.');

    await olena.presses('Завершити розмову');
    await olena.sees(`Розмову завершено, вона збережеться в заявці ${number}.`);
    await iryna.sees('розмову завершено');
    await olena.presses('5');
    await olena.sees('Дякуємо за оцінку: 5 з 5.');

    const [ticket] = await world.tracker.shows(
      ([first]) => first?.comments.at(-1)?.text.includes('Оцінка: 5 з 5.') ?? false,
    );
    expect(ticket?.files).toHaveLength(1);
    expect(ticket?.comments.at(-1)).toMatchObject({
      public: false,
      text: expect.stringMatching(/Завершено працівником[.].*Учасники: Олена Коваль, Ірина Бондар[.].*Очікування: /s),
    });
    expect(linesInTicket(world, number).filter(isSaid)).toEqual([
      expect.stringMatching(/^\d\d:\d\d Олена Коваль: Монітор темний з ранку[.]$/),
      expect.stringMatching(/^\d\d:\d\d Ірина Бондар: Чи горить індикатор[?]$/),
      expect.stringMatching(/^\d\d:\d\d Олена Коваль: .*Ось так[.]/),
      expect.stringMatching(/^\d\d:\d\d Ірина Бондар: Дякую, міняємо кабель[.]$/),
    ]);
  },
);

function isSaid(line: string): boolean {
  return /^\d\d:\d\d /.test(line);
}

interface Sent {
  readonly what: string;
  readonly send: (phone: Person) => Promise<unknown>;
  readonly isIt: (message: ChatMessage) => boolean;
}

const kinds: readonly Sent[] = [
  {
    what: 'a voice message',
    send: (phone) => phone.sendVoice(voice, { duration: 3 }),
    isIt: ({ files: [file] }) => file?.kind === 'voice' && file.duration === 3,
  },
  {
    what: 'a video',
    send: (phone) => phone.sendVideo(video, { caption: 'Блимає' }),
    isIt: ({ files: [file], caption }) => file?.kind === 'video' && caption === 'Блимає',
  },
  {
    what: 'a video note',
    send: (phone) => phone.sendVideoNote(video),
    isIt: ({ files: [file] }) => file?.kind === 'video_note',
  },
  {
    what: 'a document',
    send: (phone) => phone.sendDocument(document),
    isIt: ({ files: [file] }) => file?.name === document.name,
  },
  { what: 'a sticker', send: (phone) => phone.sendSticker('🙏'), isIt: ({ sticker }) => sticker === '🙏' },
  {
    what: 'a place',
    send: (phone) => phone.sendLocation(50.45, 30.52),
    isIt: ({ location }) => location?.latitude === 50.45,
  },
  {
    what: 'a contact',
    send: (phone) => phone.sendContact({ name: 'Чергова', phone: '+380500000099' }),
    isIt: ({ contact }) => contact?.first_name === 'Чергова',
  },
];

describe('in the middle of a dialogue', () => {
  let world: DeskWorld;
  let dialogue: FiledWorld;
  beforeAll(async () => {
    world = await createDeskWorld();
    dialogue = await beginDialogue(world);
  });
  afterAll(() => world?.close());

  test('whatever a phone sends comes across as it is, and the ticket has it', async () => {
    const { olena, iryna, number } = dialogue;
    const before = world.tracker.ticket(number).files.length;
    for (const { what, send, isIt } of kinds) {
      await olena.does(send);
      await iryna.receives(what, isIt);
    }
    await iryna.does((phone) => phone.sendSticker('👍'));
    await olena.receives('a sticker', ({ sticker }) => sticker === '👍');
    await passMirrorDelay(world);
    const [ticket] = await world.tracker.shows(() =>
      /🙏.*50[.,]45.*Чергова.*👍/s.test(linesInTicket(world, number).join('\n')),
    );
    expect(ticket?.files).toHaveLength(before + 4);
    expect(ticket?.files.map(({ name }) => name)).toContain(document.name);
  });

  test('an album stays one, and its caption with it', async () => {
    const { olena, iryna, number } = dialogue;
    const before = world.tracker.ticket(number).files.length;
    const known = new Set(iryna.account.messages().map(({ id }) => id));
    const parts = () =>
      iryna.account.messages().filter(({ id, mediaGroupId }) => mediaGroupId !== undefined && !known.has(id));
    const picture = { kind: 'photo', bytes: photo } as const;
    await olena.does((phone) => phone.sendAlbum([picture, picture, picture], 'Три боки'));
    await iryna.receives('three pictures', () => parts().length === 3);
    expect(new Set(parts().map(({ mediaGroupId }) => mediaGroupId)).size).toBe(1);
    expect(parts().map(({ caption }) => caption)).toEqual(['Три боки', '', '']);
    await passMirrorDelay(world);
    await world.tracker.shows(([ticket]) => ticket?.files.length === before + 3);
  });

  test('an answer points at the right message on the other side, both ways', async () => {
    const { olena, iryna } = dialogue;
    await olena.writes('Перше питання.');
    const first = await iryna.sees('Перше питання.');
    const own = await olena.writes('Друге питання.');
    await iryna.sees('Друге питання.');
    await iryna.does((phone) => phone.send('Це про перше.', { replyTo: first.id }));
    const answer = await olena.sees('Це про перше.');
    expect(answer.replyTo?.excerpt).toBe('Перше питання.');
    await olena.does((phone) => phone.send('А це про друге.', { replyTo: own.id }));
    expect((await iryna.sees('А це про друге.')).replyTo?.excerpt).toBe('Друге питання.');
    await olena.does((phone) => phone.send('Дякую.', { replyTo: answer.id }));
    expect((await iryna.sees('Дякую.')).replyTo?.excerpt).toBe('Це про перше.');
  });

  test('a correction is made on the other side, and the ticket keeps both', async () => {
    const { olena, iryna, number } = dialogue;
    const said = await olena.writes('Кабінет 124.');
    const copy = await iryna.sees('Кабінет 124.');
    await passMirrorDelay(world);
    await world.tracker.shows(() => linesInTicket(world, number).some((line) => line.includes('Кабінет 124.')));
    await olena.does((phone) => phone.edit(said.id, 'Кабінет 214.'));
    const corrected = await iryna.sees('Кабінет 214.');
    expect(corrected.id).toBe(copy.id);
    await passMirrorDelay(world);
    await world.tracker.shows(() => linesInTicket(world, number).some((line) => line.includes('Кабінет 214.')));
    expect(linesInTicket(world, number).join('\n')).toMatch(/Кабінет 124[.].*Кабінет 214[.]/s);
  });

  test('what cannot be passed on is said to both, and commands are no words', async () => {
    const { olena, iryna } = dialogue;
    await olena.does((phone) => phone.sendDice());
    await olena.sees('Цього в розмову не передати.');
    await iryna.sees('Вам намагалися надіслати те, чого тут не передати.');
    await olena.does((phone) => phone.sendDocument({ ...document, pretendSizeBytes: 30 * 1024 * 1024 }));
    await olena.sees('Файл завеликий');
    await iryna.sees('Вам намагалися надіслати завеликий файл.');
    await olena.picks('Мої заявки');
    await olena.sees('Мої заявки · усього 1');
    await olena.writes('/help');
    await olena.writes('Далі про справу.');
    await iryna.sees('Далі про справу.');
    expect(iryna.account.messages().map(({ text }) => text)).not.toContain('Мої заявки');
    expect(iryna.account.messages().map(({ text }) => text)).not.toContain('/help');
  });
});
