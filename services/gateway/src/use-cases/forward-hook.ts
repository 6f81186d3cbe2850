import type { BotEvents } from '../ports/bot-events.ts';
import type { TicketReader, TrackerHooks } from '../ports/tracker.ts';
import type { PresentTicket } from './present-ticket.ts';
import { ticketChanged } from './thin-event.ts';

export interface ForwardHookPorts {
  readonly hooks: TrackerHooks;
  readonly reader: TicketReader;
  readonly bot: BotEvents;
  readonly presentTicket: PresentTicket;
}

export type Hook = Parameters<TrackerHooks['read']>[0];

/** `later`: not stored anywhere; the tracker should send it again, and the reconciling poll finds it in any case. */
export type ForwardHookOutcome = 'forwarded' | 'ignored' | 'refused' | 'later';

/** A hook only says which ticket to look at: its own words are neither trusted nor passed on. */
export function forwardHook({ hooks, reader, bot, presentTicket }: ForwardHookPorts) {
  return async (hook: Hook): Promise<ForwardHookOutcome> => {
    const heard = hooks.read(hook);
    if (heard.kind !== 'ticket') return heard.kind;

    const read = await reader.read(heard.number);
    if (read.kind === 'refused') return 'ignored';
    if (read.kind !== 'read') return 'later';
    const delivered = await bot.deliver([ticketChanged(await presentTicket(read.ticket))]);
    return delivered === 'stored' ? 'forwarded' : 'later';
  };
}
