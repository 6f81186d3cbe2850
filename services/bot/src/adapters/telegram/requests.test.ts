import { createTelegramSimulator } from '@desk/telegram-simulator';
import { findRequestDeviations, readBotApiSpec, vendorSpecsFolder } from '@desk/testing';
import { expect, it } from 'vitest';
import type { Placement } from '../../ports/plan.ts';
import type { Keyboard, Screen } from '../../ports/screen.ts';
import { announceBot } from './announce-bot.ts';
import { createUpdateSource } from './fetch-updates.ts';
import { noFigures } from './render/consultation-examples.table.ts';
import { createRenderer } from './render/render-screen.ts';
import { createSentFiles } from './sent-files.ts';
import { createTelegramClient } from './telegram-client.ts';
import { createCallbackAnswers, createTelegramMessenger } from './telegram-messenger.ts';
import { createTelegramRelay } from './telegram-relay.ts';

const token = '12345:an-invented-token';

it('makes only requests that Telegram describes', async ({ skip }) => {
  const spec = readBotApiSpec();
  if (!spec) return skip(`no copy of the Bot API's description in ${vendorSpecsFolder}`);
  const simulator = await createTelegramSimulator({ token, limits: false });
  try {
    await makeEveryRequest(simulator.apiRoot, await startedChat(simulator));
    const made = simulator.calls();
    const methods = new Set(made.map(({ method }) => method));
    expect([...methods].toSorted()).toEqual(everyMethod);
    const sent = made.filter(({ method }) => method !== 'sendDocument');
    expect(sent.flatMap(({ method, payload }) => findRequestDeviations(spec, method, payload))).toEqual([]);
  } finally {
    await simulator.close();
  }
});

/** The document's own bytes go as a part of a multipart body, which the description has no type for. */
const everyMethod = [
  'answerCallbackQuery',
  'copyMessage',
  'copyMessages',
  'deleteMessage',
  'deleteWebhook',
  'editMessageCaption',
  'editMessageReplyMarkup',
  'editMessageText',
  'getFile',
  'getMe',
  'getUpdates',
  'pinChatMessage',
  'sendDocument',
  'sendMediaGroup',
  'sendMessage',
  'setMyCommands',
  'setMyDescription',
  'setMyShortDescription',
  'setWebhook',
  'unpinChatMessage',
];

async function startedChat(simulator: Awaited<ReturnType<typeof createTelegramSimulator>>): Promise<number> {
  const person = simulator.addPerson({ name: 'Олена Коваль', phone: '+380500000001' });
  await person.start();
  return person.id;
}

async function makeEveryRequest(apiRoot: string, chatId: number): Promise<void> {
  const telegram = createTelegramClient({ token, apiRoot });
  const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
  const wait = async () => undefined;
  const messenger = createTelegramMessenger({ telegram, renderer, clock: { now: () => 0 } });
  const show = (screen: Screen, keyboard: Keyboard | null, placement: Placement, standing: number | null = null) =>
    messenger.show(
      { kind: 'show', chatId, language: 'uk', screen, keyboard, placement, about: null, silent: false },
      { keyboardId: 'kb', standing: standing === null ? null : { messageId: standing } },
    );

  await createUpdateSource(telegram).fetch(0);
  await announceBot({ telegram, renderer, wait, delivery: { kind: 'polling' } });
  const webhook = { kind: 'webhook', url: 'https://desk.example/telegram', secret: 'a-secret-of-sixteen' } as const;
  await announceBot({ telegram, renderer, wait, delivery: webhook });

  const buttons: Keyboard = { kind: 'buttons', rows: [[{ kind: 'press', action: { kind: 'settings' } }]] };
  const card = { kind: 'card-below', card: 'draft:1' } as const;
  const first = await show({ kind: 'change-draft' }, buttons, card);
  const messageId = first.kind === 'shown' ? first.messageId : null;
  await show({ kind: 'welcome' }, { kind: 'share-phone', again: false }, { kind: 'message' });
  await show({ kind: 'menu', role: 'supervisor' }, { kind: 'menu', role: 'supervisor' }, { kind: 'message' });
  await show({ kind: 'new-text-asked' }, null, { kind: 'card', card: 'draft:1' }, messageId);
  await show({ kind: 'change-draft' }, buttons, card, messageId);
  const report = {
    from: 0,
    to: 1,
    filed: 0,
    resolved: 0,
    open: 0,
    firstReaction: null,
    byType: [],
    consultations: noFigures,
  };
  await show({ kind: 'report-file', days: 1, report }, null, { kind: 'message' });
  const pinned = { kind: 'card-below', card: 'draft:2', pinned: true } as const;
  await show({ kind: 'change-draft' }, buttons, pinned);
  await messenger.retire(chatId, messageId ?? 0, true);
  await messenger.remove(chatId, messageId ?? 0);
  await createCallbackAnswers(telegram).answer('1');
  await createSentFiles(telegram, { token, apiRoot }).open('no-such-file');
  await relayEverything(telegram, chatId);
}

async function relayEverything(telegram: ReturnType<typeof createTelegramClient>, chatId: number): Promise<void> {
  const relay = createTelegramRelay(telegram);
  const heading = { name: 'Олена Коваль', number: 'SD-1' };
  const photo = {
    ...({ kind: 'photo', text: 'Ось' } as const),
    file: { telegramFileId: 'F', name: 'photo.jpg', mime: 'image/jpeg', bytes: 1 },
  };
  const text = { kind: 'text', text: 'Добрий день.', file: null } as const;
  const from = { chatId, messageId: 1 };
  const plain = { chatId, quote: null, heading: null };
  const addressed = { chatId, quote: 1, heading };
  for (const to of [plain, addressed]) {
    await relay.copy({ from, content: text }, to);
    await relay.copy({ from, content: photo }, to);
    await relay.copyAlbum(
      [
        { from, content: photo },
        { from, content: photo },
      ],
      to,
    );
  }
  await relay.edit(from, { content: text, heading });
  await relay.edit(from, { content: photo, heading });
}
