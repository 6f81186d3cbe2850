import { z } from 'zod';
import type { TelegramSimulator } from '../../src/index.ts';

const Answer = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().optional(),
  error_code: z.number().optional(),
  parameters: z.object({ retry_after: z.number() }).optional(),
});
export type Answer = z.infer<typeof Answer> & { status: number };

type Target = Pick<TelegramSimulator, 'apiRoot' | 'token'>;

/** Calls a method as a bot does; FormData goes out as multipart, anything else as JSON. */
export async function callBot(
  { apiRoot, token }: Target,
  method: string,
  parameters: Record<string, unknown> | FormData = {},
): Promise<Answer> {
  const form = parameters instanceof FormData;
  const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    ...(form
      ? { body: parameters }
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(parameters) }),
  });
  return { ...Answer.parse(await response.json()), status: response.status };
}

const SentMessage = z.looseObject({ message_id: z.number() });

/** Calls a method that must succeed and answers the message it made. */
export async function sendAsBot(
  target: Target,
  method: string,
  parameters: Record<string, unknown> | FormData,
): Promise<z.infer<typeof SentMessage>> {
  const answer = await callBot(target, method, parameters);
  if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
  return SentMessage.parse(answer.result);
}

const Updates = z.array(z.looseObject({ update_id: z.number() }));
export type ReceivedUpdate = z.infer<typeof Updates>[number];

export async function getUpdates(target: Target, parameters: Record<string, unknown> = {}): Promise<ReceivedUpdate[]> {
  const answer = await callBot(target, 'getUpdates', parameters);
  return Updates.parse(answer.result);
}
