import { type Telegram, TelegramError } from 'telegraf';
import type { CallReport } from '../../ports/metrics.ts';

/** Has each call of the client told of when it is over: by its method, and what kind of answer there was. */
export function measureTelegram(client: Telegram, onCall: (call: CallReport) => void): void {
  const callApi = client.callApi.bind(client);
  client.callApi = async (method, payload, options) => {
    const startedAt = performance.now();
    const note = (outcome: string) =>
      onCall({ what: method, outcome, seconds: (performance.now() - startedAt) / 1000 });
    try {
      const result = await callApi(method, payload, options);
      note('answered');
      return result;
    } catch (error) {
      note(outcomeOf(error));
      throw error;
    }
  };
}

function outcomeOf(error: unknown): string {
  if (!(error instanceof TelegramError)) return 'unreachable';
  if (error.code === 429) return 'too-many-requests';
  if (error.code === 403) return 'blocked';
  if (error.code === 401 || error.code === 404) return 'not-authorised';
  return error.code >= 500 ? 'telegram-error' : 'refused';
}
