import { Telegram, TelegramError } from 'telegraf';
import { expect, it } from 'vitest';
import type { CallReport } from '../../ports/metrics.ts';
import { measureTelegram } from './measure-telegram.ts';

function refusal(code: number): TelegramError {
  return new TelegramError({ error_code: code, description: 'words of a person' });
}

it.each<[string, unknown]>([
  ['too-many-requests', refusal(429)],
  ['blocked', refusal(403)],
  ['not-authorised', refusal(401)],
  ['telegram-error', refusal(502)],
  ['refused', refusal(400)],
  ['unreachable', new Error('connect ECONNREFUSED')],
])('a call that failed is told of as %s, and fails', async (outcome, error) => {
  const told: CallReport[] = [];
  const telegram = new Telegram('42:token');
  telegram.callApi = () => Promise.reject(error);
  measureTelegram(telegram, (call) => told.push(call));
  await expect(telegram.getMe()).rejects.toBe(error);
  expect(told).toEqual([{ what: 'getMe', outcome, seconds: expect.any(Number) }]);
});
