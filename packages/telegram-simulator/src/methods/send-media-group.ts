import { z } from 'zod';
import { describeFile, type MediaType } from '../content/describe-file.ts';
import { newMediaGroupId } from '../state/media-group-id.ts';
import { readCaption } from './caption.ts';
import { type InputFile, keepInputFile, readInputFile } from './input-file.ts';
import {
  type BotMethod,
  badRequest,
  type CallExtras,
  defineMethod,
  type Refusal,
  type Server,
  success,
} from './method.ts';
import { entities, json, optionalInteger, sendingParameters } from './parameters.ts';
import { sendAll } from './send-content.ts';

const ITEMS_MIN = 2;
const ITEMS_MAX = 10;

const Item = z.object(
  {
    type: z.literal(['photo', 'video', 'document', 'audio'], {
      error: ({ input }) => `can't parse InputMedia: type "${String(input)}" can't be used in sendMediaGroup`,
    }),
    media: z.string({ error: "can't parse InputMedia: media not found" }),
    caption: z.string().optional(),
    parse_mode: z.string().optional(),
    caption_entities: entities,
    duration: optionalInteger(),
    width: optionalInteger(),
    height: optionalInteger(),
    performer: z.string().optional(),
    title: z.string().optional(),
  },
  { error: "can't parse InputMedia: expected an Object" },
);
type Item = z.infer<typeof Item>;

export const sendMediaGroup: BotMethod = defineMethod(
  'sendMediaGroup',
  { ...sendingParameters, media: json(z.array(Item, { error: "can't parse media JSON object" })) },
  (parameters, server, extras) => {
    const { media } = parameters;
    if (media.length < ITEMS_MIN) return badRequest('group send failed: expected 2-10 items');
    if (media.length > ITEMS_MAX) return badRequest('too many messages to send as an album');
    if (mixesKinds(media)) return badRequest("document and audio can't be mixed with other media types");
    const ready: ReadyItem[] = [];
    for (const item of media) {
      const prepared = prepare(server, extras, item);
      if ('ok' in prepared) return prepared;
      ready.push(prepared);
    }
    const mediaGroupId = newMediaGroupId();
    const outcome = sendAll(server, parameters, ready.length, () =>
      ready.map(({ type, input, details, caption }) => ({
        ...describeFile(type, keepInputFile(server, type, input), details),
        ...caption,
        media_group_id: mediaGroupId,
      })),
    );
    return outcome.kind === 'refused' ? outcome.answer : success(outcome.messages.map((message) => message.wire));
  },
);

interface ReadyItem {
  type: MediaType;
  input: InputFile;
  details: Item;
  caption: Exclude<ReturnType<typeof readCaption>, Refusal>;
}

function prepare(server: Server, extras: CallExtras, item: Item): ReadyItem | Refusal {
  const caption = readCaption(item);
  if ('ok' in caption) return caption;
  const input = readInputFile(server, extras, item.type, item.media);
  if ('ok' in input) return input;
  return { type: item.type, input, details: item, caption };
}

/** Photos and videos go together; documents and audio only among themselves. */
function mixesKinds(media: readonly Item[]): boolean {
  const kinds = new Set(media.map(({ type }) => (type === 'video' ? 'photo' : type)));
  return kinds.size > 1;
}
