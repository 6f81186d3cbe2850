import type { BotEvents } from '../ports/bot-events.ts';
import type { TrackerHooks } from '../ports/tracker.ts';
import type { LookAtTicket } from './look-at-ticket.ts';
import type { OwnEchoes } from './own-echoes.ts';

export interface ForwardHookPorts {
  readonly hooks: TrackerHooks;
  readonly bot: BotEvents;
  readonly lookAt: LookAtTicket;
  readonly echoes: OwnEchoes;
}

export type Hook = Parameters<TrackerHooks['read']>[0];

/** `later`: not stored anywhere; the tracker should send it again, and the reconciling poll finds it in any case. */
export type ForwardHookOutcome = 'forwarded' | 'ignored' | 'refused' | 'later';

/**
 * A hook only says which ticket to look at: its own words are neither trusted nor passed on. So one that comes twice
 * needs no memory of deliveries, which a crash could leave wrong: it is looked at twice, what is seen is the same event
 * with the same id, and the bot stores that once. Where it tells of nothing but a comment that a dialogue has just been
 * written down in, there is no news: that took as long as the writing.
 */
export function forwardHook({ hooks, bot, lookAt, echoes }: ForwardHookPorts) {
  return async (hook: Hook): Promise<ForwardHookOutcome> => {
    const heard = hooks.read(hook);
    if (heard.kind !== 'ticket') return heard.kind;
    const { number, commentId } = heard;
    if (commentId !== null && (await echoes.isEcho(number, commentId))) return 'ignored';

    const looked = await lookAt.look(number);
    if (looked.kind === 'refused') return 'ignored';
    if (looked.kind !== 'looked') return 'later';
    const delivered = await bot.deliver([looked.event]);
    return delivered === 'stored' ? 'forwarded' : 'later';
  };
}

export type ForwardHook = ReturnType<typeof forwardHook>;
