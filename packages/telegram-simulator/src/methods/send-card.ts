import { type BotMethod, badRequest, defineMethod } from './method.ts';
import { decimal, optionalText, sendingParameters, text } from './parameters.ts';
import { replyMarkup } from './reply-markup.ts';
import { sendContent } from './send-content.ts';

export const sendContact: BotMethod = defineMethod(
  'sendContact',
  {
    ...sendingParameters,
    phone_number: text('phone number is empty'),
    first_name: text('first name is empty'),
    last_name: optionalText,
    vcard: optionalText,
    reply_markup: replyMarkup,
  },
  (parameters, server) => {
    const { phone_number, first_name, last_name, vcard } = parameters;
    if (phone_number.trim() === '') return badRequest('phone number is empty');
    if (first_name.trim() === '') return badRequest('first name is empty');
    return sendContent(server, parameters, () => ({
      contact: { phone_number, first_name, ...(last_name ? { last_name } : {}), ...(vcard ? { vcard } : {}) },
    }));
  },
);

export const sendLocation: BotMethod = defineMethod(
  'sendLocation',
  {
    ...sendingParameters,
    latitude: decimal('latitude is empty'),
    longitude: decimal('longitude is empty'),
    reply_markup: replyMarkup,
  },
  (parameters, server) => {
    const { latitude, longitude } = parameters;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
      return badRequest('wrong latitude or longitude specified');
    return sendContent(server, parameters, () => ({ location: { latitude, longitude } }));
  },
);
