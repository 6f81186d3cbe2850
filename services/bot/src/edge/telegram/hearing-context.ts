import { Context } from 'telegraf';
import type { Intent } from '../../use-cases/intent.ts';

/** Telegraf's context with room for what the middleware understood. */
export class HearingContext extends Context {
  intent: Intent | null = null;

  hear(intent: Intent | null): void {
    this.intent = intent;
  }
}
