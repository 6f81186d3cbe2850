import type { DeskEffect } from '../../ports/plan.ts';
import type { Turn } from '../turn.ts';

/** A contact is a phone number in plain sight, and a code a key: neither stays in the chat. */
export function forgetContact({ speaker }: Turn, messageId: number): DeskEffect {
  return { kind: 'delete-message', chatId: speaker.chatId, messageId };
}
