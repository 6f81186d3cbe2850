import { CAPTION_UNITS_MAX, formatText } from '../text/format-text.ts';
import type { MessageEntity } from '../wire/message.ts';
import { badRequest, type Refusal } from './method.ts';

export interface CaptionParameters {
  caption?: string | undefined;
  parse_mode?: string | undefined;
  caption_entities?: MessageEntity[] | undefined;
}

/** The caption as message fields, or the refusal. */
export function readCaption(
  parameters: CaptionParameters,
): { caption?: string; caption_entities?: MessageEntity[] } | Refusal {
  const outcome = formatText({
    text: parameters.caption ?? '',
    parseMode: parameters.parse_mode,
    entities: parameters.caption_entities,
  });
  if (outcome.kind === 'wrong') return badRequest(outcome.reason);
  if (outcome.text.length > CAPTION_UNITS_MAX) return badRequest('message caption is too long');
  if (outcome.text === '') return {};
  return { caption: outcome.text, ...(outcome.entities.length > 0 ? { caption_entities: outcome.entities } : {}) };
}
