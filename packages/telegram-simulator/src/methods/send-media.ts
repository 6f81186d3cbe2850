import { describeFile, type MediaDetails, type MediaType } from '../content/describe-file.ts';
import { type CaptionParameters, readCaption } from './caption.ts';
import { keepInputFile, readInputFile } from './input-file.ts';
import { type BotMethod, type CallExtras, defineMethod, type MethodAnswer, type Server } from './method.ts';
import { entities, optionalInteger, optionalText, sendingParameters, text } from './parameters.ts';
import { replyMarkup } from './reply-markup.ts';
import { type Envelope, sendContent } from './send-content.ts';

const envelope = { ...sendingParameters, reply_markup: replyMarkup };
const captionParameters = { caption: optionalText, parse_mode: optionalText, caption_entities: entities };

const file = (type: MediaType) => text(`there is no ${type.replace('_', ' ')} in the request`);

const mediaParameters = {
  duration: optionalInteger(),
  width: optionalInteger(),
  height: optionalInteger(),
};

export const sendPhoto: BotMethod = defineMethod(
  'sendPhoto',
  { ...envelope, ...captionParameters, photo: file('photo') },
  (parameters, server, extras) => sendFile('photo', parameters.photo, parameters, server, extras),
);

export const sendDocument: BotMethod = defineMethod(
  'sendDocument',
  { ...envelope, ...captionParameters, document: file('document') },
  (parameters, server, extras) => sendFile('document', parameters.document, parameters, server, extras),
);

export const sendVideo: BotMethod = defineMethod(
  'sendVideo',
  { ...envelope, ...captionParameters, ...mediaParameters, video: file('video') },
  (parameters, server, extras) => sendFile('video', parameters.video, parameters, server, extras),
);

export const sendAnimation: BotMethod = defineMethod(
  'sendAnimation',
  { ...envelope, ...captionParameters, ...mediaParameters, animation: file('animation') },
  (parameters, server, extras) => sendFile('animation', parameters.animation, parameters, server, extras),
);

export const sendAudio: BotMethod = defineMethod(
  'sendAudio',
  {
    ...envelope,
    ...captionParameters,
    duration: optionalInteger(),
    performer: optionalText,
    title: optionalText,
    audio: file('audio'),
  },
  (parameters, server, extras) => sendFile('audio', parameters.audio, parameters, server, extras),
);

export const sendVoice: BotMethod = defineMethod(
  'sendVoice',
  { ...envelope, ...captionParameters, duration: optionalInteger(), voice: file('voice') },
  (parameters, server, extras) => sendFile('voice', parameters.voice, parameters, server, extras),
);

export const sendVideoNote: BotMethod = defineMethod(
  'sendVideoNote',
  { ...envelope, duration: optionalInteger(), length: optionalInteger(), video_note: file('video_note') },
  (parameters, server, extras) => sendFile('video_note', parameters.video_note, parameters, server, extras),
);

export const sendSticker: BotMethod = defineMethod(
  'sendSticker',
  { ...envelope, emoji: optionalText, sticker: file('sticker') },
  (parameters, server, extras) => sendFile('sticker', parameters.sticker, parameters, server, extras),
);

type FileParameters = Envelope & CaptionParameters & MediaDetails;

function sendFile(
  type: MediaType,
  given: string,
  parameters: FileParameters,
  server: Server,
  extras: CallExtras,
): MethodAnswer {
  const caption = readCaption(parameters);
  if ('ok' in caption) return caption;
  const input = readInputFile(server, extras, type, given);
  if ('ok' in input) return input;
  return sendContent(server, parameters, () => ({
    ...describeFile(type, keepInputFile(server, type, input), parameters),
    ...caption,
  }));
}
