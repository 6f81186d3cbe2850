import type { RecordedCall, TelegramSimulator } from '@desk/telegram-simulator';
import { expect, test } from 'vitest';
import { recordLatencies } from '../latencies.ts';
import { speaks, watchAnswers } from './watch-answers.ts';

function scriptedTelegram() {
  let listener: (call: RecordedCall) => void = () => {};
  const telegram: Pick<TelegramSimulator, 'onCall'> = {
    onCall(heard) {
      listener = heard;
      return () => {
        listener = () => {};
      };
    },
  };
  const call = (method: string, chatId: number, outcome: RecordedCall['outcome'] = 'ok') =>
    listener({ method, chatId, outcome, at: 0, payload: {} });
  return { telegram, call };
}

const inTheSameChat = (call: RecordedCall) => (speaks(call) ? call.chatId : undefined);

test('an answer is the first message or edit in the chat of the update', async () => {
  const { telegram, call } = scriptedTelegram();
  const latencies = recordLatencies();
  const watch = watchAnswers(telegram, inTheSameChat, latencies);
  watch.begin(1);
  call('answerCallbackQuery', 1);
  call('editMessageReplyMarkup', 1);
  call('sendMessage', 2);
  call('sendMessage', 1, 'refused');
  call('sendMessage', 1, 'no-answer');
  expect(latencies.count()).toBe(0);
  call('editMessageText', 1);
  call('sendMessage', 1);
  expect(latencies.count()).toBe(1);
  await watch.settle(60_000);
  expect(watch.close()).toBe(0);
});

test('what has no answer is counted, and nothing is heard after the end', () => {
  const { telegram, call } = scriptedTelegram();
  const latencies = recordLatencies();
  const watch = watchAnswers(telegram, inTheSameChat, latencies);
  watch.begin(1);
  watch.begin(1);
  watch.begin(2);
  watch.begin(3);
  call('sendMessage', 3);
  expect(watch.close()).toBe(3);
  call('sendMessage', 2);
  expect(latencies.count()).toBe(1);
});

test('settling ends with the last answer', async () => {
  const { telegram, call } = scriptedTelegram();
  const watch = watchAnswers(telegram, inTheSameChat, recordLatencies());
  watch.begin(1);
  const settled = watch.settle(60_000);
  call('sendMessage', 1);
  await settled;
  expect(watch.close()).toBe(0);
});
