import { z } from 'zod';
import { formatText, TEXT_UNITS_MAX } from '../text/format-text.ts';
import type { FormattedText } from '../text/formatted-text.ts';
import type { MessageEntity } from '../wire/message.ts';
import { type BotMethod, badRequest, defineMethod, type Refusal } from './method.ts';
import { entities, optionalJson, optionalText, sendingParameters, text } from './parameters.ts';
import { replyMarkup } from './reply-markup.ts';
import { sendContent } from './send-content.ts';

export const linkPreviewOptions = optionalJson(z.object({ is_disabled: z.boolean().optional() }));

export const sendMessage: BotMethod = defineMethod(
  'sendMessage',
  {
    ...sendingParameters,
    text: text('message text is empty'),
    parse_mode: optionalText,
    entities,
    link_preview_options: linkPreviewOptions,
    reply_markup: replyMarkup,
  },
  (parameters, server) => {
    const checked = checkText(parameters.text, parameters.parse_mode, parameters.entities);
    if ('ok' in checked) return checked;
    return sendContent(server, parameters, () => textContent(checked));
  },
);

/** A text a message may consist of, or the refusal. */
export function checkText(
  raw: string,
  parseMode: string | undefined,
  given: MessageEntity[] | undefined,
): FormattedText | Refusal {
  const outcome = formatText({ text: raw, parseMode, entities: given });
  if (outcome.kind === 'wrong') return badRequest(outcome.reason);
  if (outcome.text === '') return badRequest('message text is empty');
  if (outcome.text.length > TEXT_UNITS_MAX) return badRequest('message is too long');
  return outcome;
}

export function textContent({ text, entities }: FormattedText): { text: string; entities?: MessageEntity[] } {
  return { text, ...(entities.length > 0 ? { entities } : {}) };
}
