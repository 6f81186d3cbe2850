import type { RecordedCall } from './calls/call-log.ts';
import type { DeliveryStatistics, WebhookFailure } from './delivery/update-delivery.ts';
import type { FaultRule } from './faults/fault-book.ts';
import type { Group } from './people/create-group.ts';
import type { NewPerson, Person } from './people/person.ts';

export interface TelegramSimulatorOptions {
  /** As BotFather gives it: "<digits>:<letters>". */
  token: string;
  /** Default "desk_bot". */
  botUsername?: string;
  /** Default "Desk". */
  botName?: string;
  /** Epoch milliseconds; real time when left out. */
  now?: () => number;
  /** Runs once after the delay and answers how to cancel it; real timers when left out. */
  setTimer?: (run: () => void, delayMs: number) => () => void;
  /** People, chats, messages, pending updates and counters survive a restart here; files beside it in "<stateFile>.files". */
  stateFile?: string;
  /** Telegram's flood limits; on by default. */
  limits?: boolean;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any free port. */
  port?: number;
}

export interface TelegramSimulator {
  /** E.g. "http://127.0.0.1:40123": methods at /bot<token>/<method>, files at /file/bot<token>/<path>, phones at /phone/<id>. */
  readonly apiRoot: string;
  readonly token: string;
  addPerson(person: NewPerson): Person;
  people(): Person[];
  person(id: number): Person | undefined;
  addGroup(title: string, members: readonly Person[]): Group;
  readonly faults: {
    add(rule: FaultRule): void;
    clear(): void;
  };
  /** The latest requests of the bot, oldest first, at most 10 000. */
  calls(): RecordedCall[];
  /** Told of every request once it is answered; answers how to stop. */
  onCall(listener: (call: RecordedCall) => void): () => void;
  /** Updates the bot has not received yet. */
  pendingUpdates(): number;
  /** The latest failed deliveries since the webhook was set, oldest first, at most 200. */
  webhookFailures(): WebhookFailure[];
  deliveryStatistics(): DeliveryStatistics;
  close(): Promise<void>;
}
