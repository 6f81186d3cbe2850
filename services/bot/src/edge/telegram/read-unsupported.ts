import type { Message } from 'telegraf/types';
import type { IntentOf } from '../../use-cases/routes.ts';

type Unsupported = IntentOf<'unsupported'>['what'];

/** What people send that a ticket cannot hold. A service message (a pin, a changed timer) is nobody's word. */
const kinds: readonly (readonly [key: string, what: Unsupported])[] = [
  ['sticker', 'sticker'],
  ['venue', 'location'],
  ['location', 'location'],
  ['poll', 'poll'],
  ['dice', 'other'],
  ['game', 'other'],
  ['story', 'other'],
  ['invoice', 'other'],
  ['giveaway', 'other'],
  ['paid_media', 'other'],
  ['checklist', 'other'],
  ['users_shared', 'other'],
  ['chat_shared', 'other'],
  ['web_app_data', 'other'],
];

export function readUnsupported(message: Message): Unsupported | null {
  return kinds.find(([key]) => key in message)?.[1] ?? null;
}
