export type { RecordedCall } from './calls/call-log.ts';
export { type Clock, createSteeredClock, type SteeredClock } from './clock.ts';
export { createTelegramSimulator } from './create-telegram-simulator.ts';
export type { DeliveryStatistics, WebhookFailure } from './delivery/update-delivery.ts';
export type { FaultRule } from './faults/fault-book.ts';
export type { ChatMessage, ShownButton, ShownFile } from './people/chat-message.ts';
export type { Group } from './people/create-group.ts';
export type {
  AlbumItem,
  ContactCard,
  DocumentToSend,
  NewPerson,
  Person,
  ShownKeyboardButton,
} from './people/person.ts';
export type { TelegramSimulator, TelegramSimulatorOptions } from './simulator.ts';
export type { CallbackAnswer } from './state/records.ts';
