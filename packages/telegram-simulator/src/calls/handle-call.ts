import type { CallFault, FaultBook } from '../faults/fault-book.ts';
import {
  type BotMethod,
  type CallExtras,
  type MethodAnswer,
  refusal,
  type Server,
  tooManyRequests,
} from '../methods/method.ts';
import { findMethod } from '../methods/method-table.ts';
import type { CallLog, RecordedCall } from './call-log.ts';

export interface IncomingCall {
  method: string;
  values: Record<string, unknown>;
  extras: CallExtras;
}

/** Silence: the bot is to be left without an answer, its connection cut after the given time if there is one. */
export type CallResult =
  | { kind: 'answer'; answer: MethodAnswer }
  | { kind: 'silence'; resetAfterMs: number | undefined };

export interface CallHandling {
  server: Server;
  faults: FaultBook;
  log: CallLog;
}

/** Carries a call through scripted faults to its method, and records it. */
export async function handleCall(handling: CallHandling, call: IncomingCall): Promise<CallResult> {
  const { server, log } = handling;
  const at = server.world.clock.now();
  const method = findMethod(call.method);
  const chatId = readChatId(call.values);
  const result = method
    ? await answer(handling, method, call, chatId)
    : answered(refusal(404, 'Not Found: method not found'));
  log.add(record(method?.name ?? call.method, chatId, at, call, result));
  return result;
}

async function answer(
  { server, faults }: CallHandling,
  method: BotMethod,
  call: IncomingCall,
  chatId: number | undefined,
): Promise<CallResult> {
  const heldForSeconds = faults.heldForSeconds(chatId);
  if (heldForSeconds > 0 && method.name !== 'getUpdates') return answered(tooManyRequests(heldForSeconds));
  const fault = faults.strike(method.name, chatId);
  if (fault) {
    const early = answerFault(fault);
    if (early) return early;
  }
  const result = answered(await method.run(call.values, server, call.extras));
  return fault?.kind === 'timeout-after-send' ? { kind: 'silence', resetAfterMs: fault.resetAfterMs } : result;
}

/** What a fault answers instead of the method; undefined when the method is to run. */
function answerFault(fault: CallFault): CallResult | undefined {
  switch (fault.kind) {
    case '429':
      return answered(tooManyRequests(fault.retryAfterSeconds));
    case '403-blocked':
      return answered(refusal(403, 'Forbidden: bot was blocked by the user'));
    case 'server-error':
      return answered(refusal(500, 'Internal Server Error'));
    case 'timeout-before-send':
      return { kind: 'silence', resetAfterMs: fault.resetAfterMs };
    case 'timeout-after-send':
      return undefined;
    default:
      return fault satisfies never;
  }
}

function answered(answer: MethodAnswer): CallResult {
  return { kind: 'answer', answer };
}

function record(
  method: string,
  chatId: number | undefined,
  at: number,
  call: IncomingCall,
  result: CallResult,
): RecordedCall {
  const uploads = [...call.extras.files].map(([field, { name, mime, bytes }]) => [
    field,
    { name, mime, sizeBytes: bytes.byteLength },
  ]);
  const base = { method, chatId, at, payload: { ...call.values, ...Object.fromEntries(uploads) } };
  if (result.kind === 'silence') return { ...base, outcome: 'no-answer' };
  const { answer: given } = result;
  if (!given.ok) return { ...base, outcome: 'refused', errorCode: given.error_code, description: given.description };
  const messageId = readMessageId(given.result);
  return { ...base, outcome: 'ok', ...(messageId === undefined ? {} : { messageId }) };
}

function readMessageId(result: unknown): number | undefined {
  const first: unknown = Array.isArray(result) ? result[0] : result;
  if (typeof first !== 'object' || first === null || !('message_id' in first)) return undefined;
  return typeof first.message_id === 'number' ? first.message_id : undefined;
}

function readChatId({ chat_id }: Record<string, unknown>): number | undefined {
  const id = typeof chat_id === 'string' && chat_id.trim() !== '' ? Number(chat_id) : chat_id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : undefined;
}
