import { getChat, pinChatMessage, sendChatAction, setMessageReaction, unpinChatMessage } from './act-in-chat.ts';
import { answerCallbackQuery } from './answer-callback-query.ts';
import {
  deleteMyCommands,
  getMe,
  getMyCommands,
  getMyDescription,
  getMyName,
  getMyShortDescription,
  setMyCommands,
  setMyDescription,
  setMyName,
  setMyShortDescription,
} from './bot-profile.ts';
import { deleteMessage, deleteMessages } from './delete-message.ts';
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit-message.ts';
import { getFile } from './get-file.ts';
import type { BotMethod } from './method.ts';
import { copyMessage, copyMessages, forwardMessage, forwardMessages } from './pass-message-on.ts';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './receive-updates.ts';
import { sendContact, sendLocation } from './send-card.ts';
import {
  sendAnimation,
  sendAudio,
  sendDocument,
  sendPhoto,
  sendSticker,
  sendVideo,
  sendVideoNote,
  sendVoice,
} from './send-media.ts';
import { sendMediaGroup } from './send-media-group.ts';
import { sendMessage } from './send-text.ts';

/** Every method the simulator answers. */
export const METHODS: readonly BotMethod[] = [
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendPhoto,
  sendDocument,
  sendVideo,
  sendAnimation,
  sendAudio,
  sendVoice,
  sendVideoNote,
  sendSticker,
  sendLocation,
  sendContact,
  sendMediaGroup,
  copyMessage,
  copyMessages,
  forwardMessage,
  forwardMessages,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
  sendChatAction,
  getFile,
  getChat,
  setMessageReaction,
  pinChatMessage,
  unpinChatMessage,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName,
  getMyName,
  setMyDescription,
  getMyDescription,
  setMyShortDescription,
  getMyShortDescription,
];

const BY_NAME: ReadonlyMap<string, BotMethod> = new Map(METHODS.map((method) => [method.name.toLowerCase(), method]));

/** Telegram does not look at the case of a method's name. */
export function findMethod(name: string): BotMethod | undefined {
  return BY_NAME.get(name.toLowerCase());
}
