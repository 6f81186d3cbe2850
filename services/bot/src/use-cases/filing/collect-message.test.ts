import { describe, expect, it } from 'vitest';
import { aFile, draftOf, draftsOf, olena, post, reviewed, signedIn } from '../../../test/fakes/filing-steps.ts';

describe('message first', () => {
  it('any text is a draft, and the next question comes below it', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Зник інтернет');
    await bot.write(olena, 'на третьому поверсі');
    expect(draftOf(bot)).toMatchObject({ state: { kind: 'open', ticketId: null } });
    expect(draftOf(bot).draft.parts).toHaveLength(2);
    const cards = bot.seen(olena).filter(({ screen }) => screen.kind === 'choose-type');
    expect(cards.map(({ keyboard }) => keyboard === null)).toEqual([true, false]);
  });

  it('a second message is seen to be taken', async () => {
    const bot = await signedIn();
    await bot.write(olena, 'Не друкує.');
    await bot.write(olena, 'І не сканує.');
    expect(bot.last(olena).screen).toMatchObject({ preview: 'Не друкує.\nІ не сканує.', another: false });
    await bot.press(olena, 'choose-type', { requestType: 'internet' });
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-type');
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', another: true });
  });

  it('a photo asks for words, a voice message needs none', async () => {
    const bot = await signedIn();
    await post(bot, 1, { file: aFile() });
    expect(bot.last(olena).screen).toEqual({ kind: 'describe-problem', files: 1 });
    await post(bot, 2, { file: aFile({ kind: 'voice', name: 'voice.ogg', mime: 'audio/ogg' }) });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', files: 2 });
  });

  it('the parts of an album change one card in place', async () => {
    const bot = await signedIn();
    await post(bot, 1, { albumId: 'A', text: 'Ось екран', file: aFile() });
    const shown = bot.seen(olena).length;
    await post(bot, 3, { albumId: 'A', file: aFile({ uniqueId: 'U3' }) });
    await post(bot, 2, { albumId: 'A', file: aFile({ uniqueId: 'U2' }) });
    expect(bot.seen(olena)).toHaveLength(shown);
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', files: 3 });
    expect(draftOf(bot).draft.parts.map(({ messageId }) => messageId)).toEqual([1, 2, 3]);
  });

  it('a corrected message corrects the draft, in silence', async () => {
    const bot = await signedIn();
    const messageId = await bot.write(olena, 'Зник інтрент');
    const shown = bot.seen(olena).length;
    await bot.hear(olena, { kind: 'message-edited', messageId, text: 'Зник інтернет' });
    expect(bot.last(olena).screen).toMatchObject({ preview: 'Зник інтернет' });
    expect(bot.seen(olena)).toHaveLength(shown);
  });

  it('a correction that comes too late is said to', async () => {
    const bot = await reviewed();
    const messageId = draftOf(bot).draft.parts[0]?.messageId ?? 0;
    await bot.press(olena, 'send-draft');
    await bot.hear(olena, { kind: 'message-edited', messageId, text: 'Зник Wi-Fi' });
    expect(bot.last(olena).screen).toEqual({ kind: 'edited-too-late' });
  });

  it('the same message twice is one', async () => {
    const bot = await signedIn();
    await post(bot, 1, { text: 'Зник інтернет' });
    const shown = bot.seen(olena).length;
    await post(bot, 1, { text: 'Зник інтернет' });
    expect(draftOf(bot).draft.parts).toHaveLength(1);
    expect(bot.seen(olena)).toHaveLength(shown);
  });

  it('*New ticket* asks for a description, and takes up what is unfinished', async () => {
    const bot = await signedIn();
    await bot.hear(olena, { kind: 'menu', item: 'new-ticket' });
    expect(bot.last(olena)).toMatchObject({ screen: { kind: 'describe-problem', files: 0 }, keyboard: null });
    expect(draftsOf(bot)).toHaveLength(0);
    await bot.write(olena, 'Зник інтернет');
    await bot.hear(olena, { kind: 'menu', item: 'new-ticket' });
    expect(bot.last(olena).screen).toMatchObject({ kind: 'choose-type', preview: 'Зник інтернет' });
  });
});

describe('what cannot be taken is explained, and what was there stays', () => {
  const tooLarge = aFile({ bytes: 20 * 1024 * 1024 + 1, name: 'відео.mp4', kind: 'video' });
  const line = { kind: 'video', name: 'відео.mp4' };

  it('a file too large', async () => {
    const bot = await reviewed();
    await post(bot, 90, { file: tooLarge });
    const refusal = { reason: 'file-too-large', bytesMax: 20 * 1024 * 1024, file: line };
    expect(bot.last(olena).screen).toEqual({ kind: 'draft-refused', refusal });
    expect(draftOf(bot).draft.parts).toHaveLength(1);
  });

  it('a file too large whose words are kept', async () => {
    const bot = await signedIn();
    await post(bot, 90, { text: 'Ось як це виглядає', file: tooLarge });
    expect(bot.seen(olena).map(({ screen }) => screen.kind)).toEqual(['signed-in', 'draft-refused', 'choose-type']);
    expect(draftOf(bot).draft.parts).toMatchObject([{ text: 'Ось як це виглядає', file: null }]);
  });

  it('a forbidden file, which starts no draft', async () => {
    const bot = await signedIn();
    await post(bot, 90, { file: aFile({ name: 'fix.exe', kind: 'document', mime: 'application/octet-stream' }) });
    expect(bot.last(olena).screen).toEqual({
      kind: 'draft-refused',
      refusal: { reason: 'file-forbidden', file: { kind: 'document', name: 'fix.exe' } },
    });
    expect(draftsOf(bot)).toHaveLength(0);
  });

  it('the eleventh file', async () => {
    const bot = await reviewed();
    for (let index = 1; index <= 11; index += 1) {
      await post(bot, 100 + index, { file: aFile({ uniqueId: `U${index}` }) });
    }
    expect(bot.last(olena).screen).toMatchObject({ refusal: { reason: 'too-many-files', filesMax: 10 } });
    expect(draftOf(bot).draft.parts).toHaveLength(11);
  });

  it('a text too long, and the hundred and first message', async () => {
    const bot = await signedIn();
    for (let index = 1; index <= 3; index += 1) await bot.write(olena, 'я'.repeat(4_000));
    expect(bot.last(olena).screen).toEqual({
      kind: 'draft-refused',
      refusal: { reason: 'text-too-long', charsMax: 8_000 },
    });
    const other = await signedIn();
    for (let index = 1; index <= 101; index += 1) await other.write(olena, 'так');
    expect(other.last(olena).screen).toMatchObject({ refusal: { reason: 'too-many-messages', messagesMax: 100 } });
  });

  it('an answer too long', async () => {
    const bot = await reviewed();
    await bot.press(olena, 'change-draft');
    await bot.press(olena, 'change-priority');
    await bot.press(olena, 'choose-priority', { priority: 'critical' });
    await bot.write(olena, 'я'.repeat(501));
    expect(bot.last(olena).screen).toMatchObject({ refusal: { reason: 'answer-too-long', charsMax: 500 } });
  });

  it('words without any', async () => {
    const bot = await signedIn();
    await bot.write(olena, ' \n ');
    expect(bot.last(olena).screen).toEqual({ kind: 'unsupported-message', what: 'other', inDraft: true });
    expect(draftsOf(bot)).toHaveLength(0);
  });
});
